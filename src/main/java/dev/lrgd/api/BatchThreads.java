package dev.lrgd.api;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where the requests of batches are worked on. A batch waits for them on a worker of its own: were
 * they to have the same workers, as many batches at once as there are workers would wait for each
 * other for ever.
 */
@Singleton
class BatchThreads {
  /** Most wait for a language model, not for a core. */
  private static final int MOST = 64;

  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          MOST,
          MOST,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          BatchThreads::daemon);

  BatchThreads() {
    threads.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "batch");
    thread.setDaemon(true);
    return thread;
  }

  <T> Future<T> submit(Callable<T> work) {
    return threads.submit(work);
  }

  @PreDestroy
  void end() {
    threads.shutdownNow();
  }
}
