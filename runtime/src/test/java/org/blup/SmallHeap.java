package org.blup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Programs of tests in processes of their own, with little memory. */
public final class SmallHeap {

  private SmallHeap() {}

  /**
   * Runs a program to its end.
   *
   * @param megabytes of heap
   * @return what it prints, to standard output and error
   */
  public static String printed(Class<?> program, int megabytes, Enum<?> argument)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx" + megabytes + "m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                argument.name())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor();
    return output;
  }
}
