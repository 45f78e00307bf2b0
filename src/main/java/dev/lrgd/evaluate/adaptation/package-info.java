/** E5: what becomes of a pool over many rounds, with each part of the second stage and without. */
package dev.lrgd.evaluate.adaptation;
