package dev.lrgd.pool.redis;

import dev.lrgd.pool.StoreRefusal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Calls to Redis that end in time: with an answer, or with {@link StoreRefusal.Unavailable}
 * whatever is the matter (away, slow, full, read-only, loading, failing over, or talking nonsense).
 *
 * <p>Sockets die while a function is frozen, so a call that finds its connection closed is made
 * once more on another one, where it is known to do no harm twice. There is no other retry.
 */
public final class RedisCalls {

  /** How many characters make a call a large one, which is given {@code load-timeout}. */
  private static final int LARGE = 100_000;

  /** How many arguments do: each is a key to look up or more. */
  private static final int MANY = 1000;

  private final Supplier<Redis> redis;
  private final RedisStoreConfig config;

  /**
   * @param redis asked for with each call, so that nothing is connected to before the first one
   */
  public RedisCalls(Supplier<Redis> redis, RedisStoreConfig config) {
    this.redis = redis;
    this.config = config;
  }

  /** Runs a script and waits for it; arguments are texts, numbers or byte arrays. */
  public Response run(Script script, List<String> keys, List<?> arguments) {
    return await(runAsync(script, keys, arguments));
  }

  Response runLarge(Script script, List<String> keys, List<?> arguments) {
    return await(runLargeAsync(script, keys, arguments));
  }

  CompletionStage<Response> runLargeAsync(Script script, List<String> keys, List<?> arguments) {
    return script(script, keys, arguments, config.loadTimeout());
  }

  /**
   * {@link #run} without waiting, which costs two threads a wake-up each: whoever goes on when the
   * answer comes goes on where it came in, and must not wait there.
   */
  public CompletionStage<Response> runAsync(Script script, List<String> keys, List<?> arguments) {
    Duration time = isLarge(arguments) ? config.loadTimeout() : config.timeout();
    return script(script, keys, arguments, time);
  }

  /** Runs a command that changes nothing the second time, and waits for it. */
  public Response send(Command command, Object... arguments) {
    return await(sendAsync(command, arguments));
  }

  public Response sendLarge(Command command, Object... arguments) {
    return await(command(command, arguments, config.loadTimeout()));
  }

  CompletionStage<Response> sendAsync(Command command, Object... arguments) {
    return command(command, arguments, config.timeout());
  }

  /**
   * Waits for what began with a call of this class.
   *
   * @throws IllegalStateException on an event loop, where the answer could not come in meanwhile
   */
  public <T> T await(CompletionStage<T> stage) {
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException("nobody waits for the store on an event loop");
    }
    try {
      return stage.toCompletableFuture().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("The store was not waited for.", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }

  private static boolean isLarge(List<?> arguments) {
    long length = 0;
    for (Object argument : arguments) {
      length += argument instanceof CharSequence text ? text.length() : 0;
      length += argument instanceof byte[] bytes ? bytes.length : 0;
    }
    return arguments.size() >= MANY || length >= LARGE;
  }

  /** Makes sense of an answer; one that makes none is no better than none. */
  public <T> T understand(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (StoreRefusal e) {
      throw e;
    } catch (RuntimeException e) {
      throw unavailable("The store answered what nobody understands.", e);
    }
  }

  StoreRefusal.Unavailable unavailable(String message, Throwable cause) {
    return new StoreRefusal.Unavailable(message, config.retryAfter(), cause);
  }

  private CompletionStage<Response> script(
      Script script, List<String> keys, List<?> arguments, Duration time) {
    Request bySha1 = script(Command.EVALSHA, script.sha1(), keys, arguments);
    return inTime(
        time,
        end ->
            sent(bySha1, script.repeatable(), end)
                .recover(
                    e ->
                        isError(e, "NOSCRIPT") && isBefore(end)
                            ? once(script(Command.EVAL, script.source(), keys, arguments))
                            : Future.failedFuture(e)));
  }

  private CompletionStage<Response> command(Command command, Object[] arguments, Duration time) {
    Request request = request(command, List.of(arguments));
    return inTime(time, end -> sent(request, true, end));
  }

  /**
   * A call that ends in time. Nothing is sent behind the back of a caller who was told that it is
   * over: a step that may be made twice at once may do harm a minute later.
   */
  private CompletionStage<Response> inTime(Duration time, LongFunction<Future<Response>> call) {
    try {
      return call.apply(System.nanoTime() + time.toNanos())
          .timeout(time.toMillis(), TimeUnit.MILLISECONDS)
          .recover(e -> Future.failedFuture(refusal(e)))
          .toCompletionStage();
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(refusal(e));
    }
  }

  private static boolean isBefore(long end) {
    return System.nanoTime() - end < 0;
  }

  private StoreRefusal.Unavailable refusal(Throwable e) {
    return e instanceof TimeoutException
        ? unavailable("The store did not answer in time.", e)
        : unavailable("The store cannot do this now.", e);
  }

  private Future<Response> sent(Request request, boolean repeatable, long end) {
    Future<Response> first = once(request);
    return repeatable
        ? first.recover(e -> isClosed(e) && isBefore(end) ? once(request) : Future.failedFuture(e))
        : first;
  }

  private Future<Response> once(Request request) {
    try {
      return redis.get().send(request);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static boolean isClosed(Throwable cause) {
    return cause instanceof java.io.IOException || isError(cause, "CONNECTION_CLOSED");
  }

  private static boolean isError(Throwable cause, String kind) {
    return cause != null && cause.getMessage() != null && cause.getMessage().startsWith(kind);
  }

  private static Request script(
      Command command, String script, List<String> keys, List<?> arguments) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    return add(request, arguments);
  }

  private static Request request(Command command, List<?> arguments) {
    return add(Request.cmd(command), arguments);
  }

  private static Request add(Request request, List<?> arguments) {
    for (Object argument : arguments) {
      if (argument instanceof byte[] bytes) {
        request.arg(bytes);
      } else {
        request.arg(argument.toString());
      }
    }
    return request;
  }
}
