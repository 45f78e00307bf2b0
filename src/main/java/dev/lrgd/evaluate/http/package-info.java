/** What the command line asks of services. */
package dev.lrgd.evaluate.http;
