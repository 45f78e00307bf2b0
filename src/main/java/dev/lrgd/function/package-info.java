/**
 * The Lambda functions: three handlers in one deployable, chosen at run time by {@code
 * QUARKUS_LAMBDA_HANDLER}.
 *
 * <p>{@code http} bridges API Gateway HTTP API events (payload 2.0) to the REST resources in
 * process. The classes here translate events and answers; what is recommended, stored or adapted is
 * decided below.
 */
package dev.lrgd.function;
