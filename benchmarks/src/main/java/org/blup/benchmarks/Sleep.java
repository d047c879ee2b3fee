package org.blup.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

/** The sleep study as a whole program: read, fit, print. */
final class Sleep {

  @MixedModel
  record Night(
      @Response double reaction, @Fixed @Random(group = "subject") double days, String subject) {}

  private Sleep() {}

  static List<Night> nights(Path file) {
    return Csv.read(
        file,
        line ->
            new Night(
                Csv.number(line, "reaction"), Csv.number(line, "days"), line.getField("subject")));
  }

  /** Arguments: the file. */
  public static void main(String[] arguments) throws IOException {
    List<Night> rows = nights(Path.of(arguments[0]));
    System.out.println(Sleep_NightModel.fit(rows));
    printPeakMemory();
  }

  /** The most memory this process had, as a line {@code memory=…} in MB; nothing but on Linux. */
  static void printPeakMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.isReadable(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          System.out.println("memory=" + Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6);
        }
      }
    }
  }
}
