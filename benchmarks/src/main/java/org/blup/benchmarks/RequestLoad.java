package org.blup.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Clients that each ask a prediction service again as soon as it has answered. */
final class RequestLoad {

  private final URI address;

  RequestLoad(int port) {
    address = URI.create("http://localhost:" + port + "/predict");
  }

  /**
   * How long requests took, in nanoseconds, sorted.
   *
   * @param seconds how long all of it took
   */
  record Result(long[] nanoseconds, double seconds) {

    int requests() {
      return nanoseconds.length;
    }

    double requestsPerSecond() {
      return nanoseconds.length / seconds;
    }

    /** In milliseconds. */
    double quantile(double share) {
      return nanoseconds[(int) Math.min(nanoseconds.length - 1, share * nanoseconds.length)] / 1e6;
    }
  }

  Result run(int clients, int rows, Duration time) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .POST(HttpRequest.BodyPublishers.ofString(question(rows)))
            .build();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      Callable<List<Long>> client = () -> ask(request, end);
      List<Future<List<Long>>> answers =
          threads.invokeAll(IntStream.range(0, clients).mapToObj(i -> client).toList());
      List<Long> all = new ArrayList<>();
      for (Future<List<Long>> each : answers) {
        all.addAll(each.get());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      long[] sorted = all.stream().mapToLong(Long::longValue).toArray();
      Arrays.sort(sorted);
      return new Result(sorted, seconds);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Subjects of the sleep study, and now and then one that it does not know. */
  private static String question(int rows) {
    return IntStream.range(0, rows)
        .mapToObj(i -> "{\"days\": %d, \"subject\": \"%d\"}".formatted(i % 10, 308 + i % 3))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static List<Long> ask(HttpRequest request, long end)
      throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    List<Long> times = new ArrayList<>();
    long before = System.nanoTime();
    while (before < end) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      long after = System.nanoTime();
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
      }
      times.add(after - before);
      before = after;
    }
    return times;
  }
}
