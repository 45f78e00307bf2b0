/**
 * The HTTP contract: REST resources, requests and answers, problem details.
 *
 * <p>The resources do not know how a request reached them: over a socket in dev mode, or from an
 * API Gateway event through the {@code http} function. What the event tells beyond the request
 * itself is the {@link dev.lrgd.api.Caller}.
 *
 * <p>Every error is a problem detail, but for a request that the HTTP server refuses before its
 * router sees it: a request line or headers that are none or too long, and a target with an escape
 * that is none ({@code %zz}). Those are answered by their status alone, without a body.
 */
package dev.lrgd.api;
