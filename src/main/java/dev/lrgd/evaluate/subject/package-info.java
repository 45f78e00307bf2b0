/** The models that demonstrations are tried on, and the requests they are tried in. */
package dev.lrgd.evaluate.subject;
