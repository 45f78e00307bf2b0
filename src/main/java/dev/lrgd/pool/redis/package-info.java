/**
 * Pools in Redis 6.2 or newer, Valkey or ElastiCache, alone or as a cluster: what functions share.
 *
 * <p>Keys begin with {@code lrgd:{tenant/pool}:}; the braces keep a pool on one node of a cluster.
 *
 * <table>
 * <caption>Keys of a pool</caption>
 * <tr><td>active</td><td>hash: version, epoch, token of the turn that committed last</td></tr>
 * <tr><td>v:n:meta, items, tables, demonstrations</td><td>a version, in four parts</td></tr>
 * <tr><td>versions</td><td>hash: summaries of the kept versions, JSON</td></tr>
 * <tr><td>items, interactions</td><td>hashes: everything PUT, by item and by user</td></tr>
 * <tr><td>staged, folding</td><td>sets: ids of items in no version yet; in the one being made</td></tr>
 * <tr><td>state</td><td>hash: counters</td></tr>
 * <tr><td>lease</td><td>token of the running adaptation, with a time to live</td></tr>
 * <tr><td>new:token:part</td><td>parts of a version being made, with a time to live</td></tr>
 * <tr><td>reports, scheduled</td><td>list of reports; hash of those of scheduled times, JSON</td></tr>
 * <tr><td>erased</td><td>hash: tombstones, fingerprints of users</td></tr>
 * <tr><td>receipt:name</td><td>receipt of an erasure, with a time to live</td></tr>
 * <tr><td>feedback, events:period, rec:id, user:fingerprint</td><td>see {@link
 * dev.lrgd.feedback.redis}</td></tr>
 * </table>
 *
 * <p>Beside them there are {@code lrgd:{tenant}:pools}, the names of a tenant's pools, and {@code
 * lrgd:tenants}, the names of all tenants for whoever runs every pool's adaptation: nothing a
 * tenant calls reads it. What the language model costs each tenant, and whether it is left alone by
 * all of them, lies under keys of {@link dev.lrgd.llm.redis}.
 *
 * <p>A part has a header with format and checksum ({@link dev.lrgd.pool.redis.Part}); vectors lie
 * in it as they were rounded at the fit. Four parts are read by one MGET, which no writer
 * interrupts; they say whose they are, so that parts of two versions are refused.
 *
 * <p>What a request costs ({@link dev.lrgd.pool.redis.HeldVersions}): a version is held in memory.
 * With the history in the request and every item known to that version, reading costs no trip, and
 * the trip that remembers the recommendation brings the pointer along; if it has moved, the new
 * version is fetched then, by one more trip. A user to look up, or an item the version does not
 * know, costs a trip before the answer, and the recommendation its own after it: two, and never
 * more, however many items are unknown. They can not be one. What is remembered is the answer,
 * which is ranked here from what the first trip brings; a server that ranked it would need the
 * vectors, and where a language model ranks, that too. Nor can either trip be left out or put off:
 * an interaction counts in the next recommendation of its user, so that histories may not be kept
 * here, and feedback may reach another function as soon as the answer has left this one, which a
 * frozen function would not live to see stored. After a minute without a look at the pointer a
 * request looks first.
 *
 * <p>Undeclared keys: commit and erasure name keys with the same hash tag that they were not given
 * as KEYS; every Redis takes that as long as they lie on one node.
 */
package dev.lrgd.pool.redis;
