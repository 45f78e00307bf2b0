/** How good a ranking was, and how sure that is. */
package dev.lrgd.evaluate.measure;
