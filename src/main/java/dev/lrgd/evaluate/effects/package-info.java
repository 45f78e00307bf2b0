/** E2: whether the predicted effect of demonstrations tells what they really do. */
package dev.lrgd.evaluate.effects;
