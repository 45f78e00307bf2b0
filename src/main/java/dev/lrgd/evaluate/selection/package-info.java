/** E3: which way to choose demonstrations ranks best. */
package dev.lrgd.evaluate.selection;
