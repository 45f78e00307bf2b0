/**
 * The log of outcomes: what was recommended and what the users did next.
 *
 * <p>A recommendation is recorded when it is answered, an outcome when the caller reports it; the
 * second stage joins the two by the recommendation's id. The port lives here, its implementations
 * in packages below this one.
 */
package dev.lrgd.feedback;
