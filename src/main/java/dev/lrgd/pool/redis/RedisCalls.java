package dev.lrgd.pool.redis;

import dev.lrgd.pool.StoreRefusal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  /** Runs a script; arguments are texts, numbers or byte arrays. */
  public Response run(Script script, List<String> keys, List<?> arguments) {
    return run(
        script, keys, arguments, isLarge(arguments) ? config.loadTimeout() : config.timeout());
  }

  private static boolean isLarge(List<?> arguments) {
    long length = 0;
    for (Object argument : arguments) {
      length += argument instanceof CharSequence text ? text.length() : 0;
      length += argument instanceof byte[] bytes ? bytes.length : 0;
    }
    return arguments.size() >= MANY || length >= LARGE;
  }

  Response runLarge(Script script, List<String> keys, List<?> arguments) {
    return run(script, keys, arguments, config.loadTimeout());
  }

  private Response run(Script script, List<String> keys, List<?> arguments, Duration time) {
    try {
      return await(
          script(Command.EVALSHA, script.sha1(), keys, arguments), script.repeatable(), time);
    } catch (StoreRefusal.Unavailable e) {
      if (!isError(e, "NOSCRIPT")) {
        throw e;
      }
      return await(script(Command.EVAL, script.source(), keys, arguments), false, time);
    }
  }

  /** Runs a command that changes nothing the second time. */
  public Response send(Command command, Object... arguments) {
    return await(request(command, List.of(arguments)), true, config.timeout());
  }

  Response sendLarge(Command command, Object... arguments) {
    return await(request(command, List.of(arguments)), true, config.loadTimeout());
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

  private Response await(Request request, boolean repeatable, Duration time) {
    try {
      return once(request, time);
    } catch (StoreRefusal.Unavailable e) {
      if (repeatable && isClosed(e.getCause())) {
        return once(request, time);
      }
      throw e;
    }
  }

  private Response once(Request request, Duration time) {
    try {
      return redis
          .get()
          .send(request)
          .toCompletionStage()
          .toCompletableFuture()
          .get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("The store was not waited for.", e);
    } catch (TimeoutException e) {
      throw unavailable("The store did not answer in time.", e);
    } catch (ExecutionException e) {
      throw unavailable("The store cannot do this now.", e.getCause());
    } catch (RuntimeException e) {
      throw unavailable("The store cannot be reached.", e);
    }
  }

  private static boolean isClosed(Throwable cause) {
    return cause instanceof java.io.IOException || isError(cause, "CONNECTION_CLOSED");
  }

  private static boolean isError(StoreRefusal.Unavailable e, String kind) {
    return isError(e.getCause(), kind);
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
