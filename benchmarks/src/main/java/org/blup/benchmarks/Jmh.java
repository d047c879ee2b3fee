package org.blup.benchmarks;

import java.io.IOException;
import java.util.List;

/** Starts JMH in a process of its own, since it wants a class path that Maven does not give it. */
public final class Jmh {

  private Jmh() {}

  /** Arguments are JMH's own; {@code -h} lists them. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String data = System.getProperty("blup.data");
    List<String> jvmArguments = data == null ? List.of() : List.of("-Dblup.data=" + data);
    new ProcessBuilder(JavaCommand.of(jvmArguments, org.openjdk.jmh.Main.class, List.of(arguments)))
        .inheritIO()
        .start()
        .waitFor();
  }
}
