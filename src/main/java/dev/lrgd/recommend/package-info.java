/**
 * One request: place what it names, select demonstrations, rank, explain.
 *
 * <p>Read {@link dev.lrgd.recommend.Recommender} first. It hands a {@link
 * dev.lrgd.recommend.Situation} to the {@link dev.lrgd.recommend.FirstStage}, which searches the
 * {@link dev.lrgd.recommend.DemonstrationIndex}, judges what it finds by pseudo-targets and answers
 * a {@link dev.lrgd.recommend.Selection}. Where a language model is to rank, the {@link
 * dev.lrgd.recommend.PromptStage} selects for its prompt instead; the {@link
 * dev.lrgd.recommend.CandidateGenerator} scans the catalogue where the request names no candidates;
 * a {@link dev.lrgd.recommend.Ranker} orders them. All of that is plain Java, deterministic, and
 * what the offline evaluation runs. Only beans ({@code Recommender}, {@link
 * dev.lrgd.recommend.EffectService}, {@link dev.lrgd.recommend.LlmRanker} and what they are made
 * of), configuration, requests and answers know a framework.
 */
package dev.lrgd.recommend;
