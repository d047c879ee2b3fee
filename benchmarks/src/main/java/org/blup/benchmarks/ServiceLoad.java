package org.blup.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The example {@code ScoringService} under load: a process of its own answers as many requests as
 * clients on this machine can make, each waiting for its answer before it asks again.
 */
final class ServiceLoad {

  private static final String SERVICE = "org.blup.examples.ScoringService";

  /** What the service lives in: a small container. */
  private static final List<String> HEAP = List.of("-Xmx32m", "-XX:+UseSerialGC");

  private static final Pattern PORT = Pattern.compile("http://localhost:(\\d+)/");

  /** The line of a class histogram with the bytes of all objects that are alive. */
  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  private static final List<Load> LOADS =
      List.of(new Load(1, 1), new Load(8, 1), new Load(32, 1), new Load(8, 100));

  /** How many clients ask, for how many rows at a time. */
  private record Load(int clients, int rows) {}

  private ServiceLoad() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.parse(arguments);
    Duration time = Duration.ofSeconds(options.quick() ? 2 : 10);
    Path fit = Files.createTempFile("sleep", ".json");
    try {
      Path data = Checkout.referenceData("sleepstudy.csv").orElseThrow();
      Sleep_NightModel.fit(Sleep.nights(data)).save(fit);
      List<String> jvm = new ArrayList<>(HEAP);
      jvm.addAll(options.jvmArguments());
      measure(JavaCommand.of(jvm, SERVICE, List.of(fit.toString(), "0")), time);
    } finally {
      Files.delete(fit);
    }
  }

  private static void measure(List<String> command, Duration time) throws Exception {
    Process service =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader output = service.inputReader(StandardCharsets.UTF_8)) {
      RequestLoad load = new RequestLoad(port(output));
      load.run(8, 1, time);
      MarkdownTable table =
          new MarkdownTable(
              List.of(
                  "clients × rows a request",
                  "requests/s",
                  "rows/s",
                  "median ms",
                  "99 % ms",
                  "99.9 % ms",
                  "µs of the service's processors a request",
                  "MB alive"));
      for (Load each : LOADS) {
        table.add(row(each, load, service, time));
      }
      System.out.println(Machine.describe() + ", service with " + String.join(" ", HEAP));
      System.out.println();
      System.out.println(table);
    } finally {
      service.destroy();
    }
  }

  private static int port(BufferedReader output) throws IOException {
    String line = output.readLine();
    Matcher port = PORT.matcher(String.valueOf(line));
    if (!port.find()) {
      throw new IllegalStateException("the service did not start: " + line);
    }
    return Integer.parseInt(port.group(1));
  }

  private static List<String> row(Load load, RequestLoad requests, Process service, Duration time)
      throws Exception {
    Duration before = processorTime(service);
    RequestLoad.Result result = requests.run(load.clients(), load.rows(), time);
    Duration spent = processorTime(service).minus(before);
    return List.of(
        load.clients() + " × " + load.rows(),
        text("%.0f", result.requestsPerSecond()),
        text("%.0f", result.requestsPerSecond() * load.rows()),
        text("%.2f", result.quantile(0.5)),
        text("%.2f", result.quantile(0.99)),
        text("%.2f", result.quantile(0.999)),
        text("%.0f", spent.toNanos() / 1e3 / result.requests()),
        text("%.1f", bytesAlive(service) / 1e6));
  }

  private static Duration processorTime(Process service) {
    return service.info().totalCpuDuration().orElseThrow();
  }

  private static double bytesAlive(Process service) throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process histogram =
        new ProcessBuilder(jcmd, String.valueOf(service.pid()), "GC.class_histogram").start();
    String text = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher total = TOTAL.matcher(text);
    return total.find() ? Double.parseDouble(total.group(1)) : Double.NaN;
  }

  private static String text(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}
