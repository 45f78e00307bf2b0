/** What figures say and how sure that is: correlation of ranks, intervals by bootstrap. */
package dev.lrgd.statistics;
