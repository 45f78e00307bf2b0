/**
 * What an evaluation found: as a table for the terminal, as JSON for machines, and as one HTML page
 * with plots for people. The page loads nothing from elsewhere.
 */
package dev.lrgd.evaluate.report;
