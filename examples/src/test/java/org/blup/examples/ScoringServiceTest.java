package org.blup.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.examples.SleepStudy.Sleep;
import org.blup.exception.StorageException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringServiceTest {

  @TempDir static Path folder;

  private static SleepStudy_SleepModel.Fit fit;
  private static ScoringService service;

  /** Of made-up rows: what is predicted is compared with the fit itself. */
  @BeforeAll
  static void start() throws Exception {
    List<Sleep> rows =
        IntStream.range(0, 60)
            .mapToObj(
                i -> new Sleep(250 + 10 * (i % 10) + 7 * Math.sin(i * i), i % 10, "s" + i / 10))
            .toList();
    fit = SleepStudy_SleepModel.fit(rows);
    fit.save(folder.resolve("fit.json"));
    service = new ScoringService(folder.resolve("fit.json"), 0);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static HttpResponse<String> send(String method, String body) throws Exception {
    URI uri = URI.create("http://localhost:" + service.port() + "/predict");
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  @Test
  void rowsArePredictedAsTheSavedFitDoes() throws Exception {
    var response =
        send("POST", "[{\"days\": 7, \"subject\": \"s3\"}, {\"days\": 2, \"subject\": \"new\"}]");

    double known = fit.predict(new Sleep(0, 7, "s3"));
    double unknown = fit.predictPopulation(new Sleep(0, 2, "s3"));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"predictions\":[" + known + "," + unknown + "]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "POST; 400; [{\"days\": \"seven\", \"subject\": \"s1\"}]; seven",
        "POST; 400; [{\"subject\": \"s1\"}]; days",
        "POST; 400; [{\"days\": 7, \"subject\": null}]; subject",
        "POST; 400; [{\"days\": 7, \"subject\": \"s1\", \"hours\": 3}]; hours",
        "POST; 400; [{\"days\": 7, \"days\": 8, \"subject\": \"s1\"}]; days",
        "POST; 400; nonsense; nonsense",
        "POST; 400; []]; ]",
        "PUT; 405; []; POST"
      })
  void badRequestsAreToldWhatIsWrong(String method, int status, String body, String named)
      throws Exception {
    var response = send(method, body);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).startsWith("{\"error\":").contains(named);
  }

  @Test
  void tooMuchIsRefused() throws Exception {
    assertThat(send("POST", " ".repeat(2 << 20)).statusCode()).isEqualTo(413);
  }

  @Test
  void whatIsNoFitIsNotServed() throws Exception {
    Path file = Files.writeString(folder.resolve("other.json"), "{}");

    assertThatThrownBy(() -> new ScoringService(file, 0)).isInstanceOf(StorageException.class);
  }
}
