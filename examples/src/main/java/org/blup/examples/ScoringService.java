package org.blup.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.blup.examples.SleepStudy.Sleep;
import org.blup.exception.BlupException;
import org.blup.model.prediction.Prediction;
import org.blup.model.prediction.UnknownLevels;

/**
 * Loads a fit that another program has saved, and predicts over HTTP: {@code POST /predict} with
 * {@code [{"days": 7, "subject": "308"}, …]}. A subject that the fit does not know is predicted by
 * the population. Nothing but the fit is shared between requests.
 */
public final class ScoringService implements AutoCloseable {

  /** More is no question of a person, and would only fill the memory. */
  private static final int MOST_BYTES = 1 << 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static {
    // The server writes head and body apart: without this the body waits 40 ms for the client's
    // acknowledgement of the head.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** What is asked: a row without its response. */
  record Question(double days, String subject) {}

  private final Prediction<Sleep> prediction;
  private final HttpServer server;
  private final ExecutorService threads;

  /**
   * Starts answering.
   *
   * @param port 0 for any that is free
   * @throws BlupException if the file holds no fit of this model
   */
  ScoringService(Path fit, int port) throws IOException {
    prediction =
        SleepStudy_SleepModel.load(fit).prediction().unknownLevels(UnknownLevels.POPULATION_MEAN);
    threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/predict", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /**
   * Serves until it is stopped.
   *
   * @param args the file of a saved fit, and a port
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("Give the file of a fit, as SleepModel's save writes it, and a port.");
      return;
    }
    ScoringService service = new ScoringService(Path.of(args[0]), Integer.parseInt(args[1]));
    System.out.println("Predictions: POST http://localhost:" + service.port() + "/predict");
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      respond(exchange);
    }
  }

  private void respond(HttpExchange exchange) throws IOException {
    try {
      if (!exchange.getRequestMethod().equals("POST")) {
        exchange.getResponseHeaders().set("Allow", "POST");
        send(exchange, 405, Map.of("error", "POST a list of rows"));
        return;
      }
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) {
        send(exchange, 413, Map.of("error", "more than " + MOST_BYTES + " bytes"));
        return;
      }
      send(exchange, 200, Map.of("predictions", predictions(body)));
    } catch (JsonProcessingException e) {
      send(exchange, 400, Map.of("error", e.getOriginalMessage()));
    } catch (BlupException e) {
      send(exchange, 422, Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private double[] predictions(byte[] body) throws IOException {
    Question[] questions = JSON.readValue(body, Question[].class);
    return List.of(questions).stream()
        .mapToDouble(each -> prediction.predict(new Sleep(0, each.days(), each.subject())))
        .toArray();
  }

  private static void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] body = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
