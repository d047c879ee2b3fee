package org.blup.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.blup.exception.BlupException;
import org.blup.script.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code blup init}: a file becomes the annotated record that reads it. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Writes the annotated record whose rows a file has, as Java source.",
      "Types are found out; texts with few levels become enums."
    },
    footer = {
      "",
      "Example:",
      "  blup init sleepstudy.csv --name org.example.Sleep --output Sleep.java"
    })
final class InitCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "DATA",
      description = "A CSV file, packed by gzip or not; - for standard input.")
  private String file = "";

  @Option(
      names = "--formula",
      paramLabel = "FORMULA",
      description = "The model; one to start with, which the columns allow, if it is not given.")
  private String formula = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "The name of the record, with its package if it has one; by default the file's.")
  private String name = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it; standard output if it is not given.")
  private String output = "";

  @Option(names = "--force", description = "Replace the output file if there is one.")
  private boolean force;

  @Mixin private DataOptions data = new DataOptions();

  private final Streams streams;

  InitCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    Table table = data.read(file, streams);
    String record = name.isEmpty() ? nameOf(file) : name;
    String source =
        data.comment(record, file)
            + withOptions(
                formula.isEmpty()
                    ? table.recordSource(record)
                    : table.recordSource(record, formula));
    if (output.isEmpty()) {
      streams.out().print(source);
    } else {
      write(source);
    }
    return 0;
  }

  /** Remarks on columns name methods that read; here they name the options instead. */
  private static String withOptions(String source) {
    return source
        .lines()
        .map(line -> line.startsWith("// Column ") ? Wording.ofOptions(line) + "\n" : line + "\n")
        .collect(Collectors.joining());
  }

  private void write(String source) {
    OpenOption[] options =
        force
            ? new OpenOption[0]
            : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
    try {
      Files.writeString(Path.of(output), source, StandardCharsets.UTF_8, options);
    } catch (FileAlreadyExistsException e) {
      throw new BlupException(
          "There is a file %s already: give another --output, or --force to replace it"
              .formatted(output));
    } catch (IOException e) {
      throw new BlupException("%s cannot be written: %s".formatted(output, e));
    }
  }

  /** {@code SleepStudy} of {@code data/sleep-study.csv.gz}. */
  private static String nameOf(String file) {
    String stem = file.replaceFirst(".*[/\\\\]", "").replaceFirst("\\..*", "");
    StringBuilder name = new StringBuilder();
    for (String word : stem.split("[^\\p{L}\\p{N}]+")) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    boolean starts = !name.isEmpty() && Character.isJavaIdentifierStart(name.codePointAt(0));
    return starts ? name.toString() : "Row" + name;
  }
}
