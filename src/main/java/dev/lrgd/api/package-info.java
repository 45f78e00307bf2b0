/**
 * The HTTP contract: REST resources, requests and answers, problem details.
 *
 * <p>The resources do not know how a request reached them: over a socket in dev mode, or from an
 * API Gateway event through the {@code http} function. What the event tells beyond the request
 * itself is the {@link dev.lrgd.api.Caller}.
 */
package dev.lrgd.api;
