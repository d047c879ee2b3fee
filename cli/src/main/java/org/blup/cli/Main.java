package org.blup.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.blup.exception.BlupException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code blup}. */
@Command(
    name = "blup",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Linear mixed-effects models, from a formula and a CSV file.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      FitCommand.class,
      InitCommand.class,
      PredictCommand.class,
      MeansCommand.class,
      CompareCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:It worked",
      "1:The model, the data or a file is at fault; standard error says why",
      "2:The command line is at fault"
    },
    footer = {"", "Example:", "  blup fit 'reaction ~ days + (days | subject)' sleepstudy.csv"})
public final class Main implements Runnable {

  private static final int STACK_FRAMES = 8;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    int code = run(new Streams(System.in, out, err, TerminalProgress.terminal()), arguments);
    out.flush();
    System.exit(code);
  }

  /** Runs a command on these streams, and returns its exit code. */
  static int run(Streams streams, String... arguments) {
    CommandLine line = new CommandLine(new Main(), new Commands(streams));
    line.setOut(writer(streams.out())).setErr(writer(streams.err()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Main::misused);
    line.setExecutionExceptionHandler(
        (error, command, result) -> {
          streams.out().flush();
          report(error, streams.err());
          return CommandLine.ExitCode.SOFTWARE;
        });
    return line.execute(arguments);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** Without a command there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? One of those below");
  }

  private static int misused(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("blup: " + error.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(error, err);
    err.println();
    if (command.getParent() == null) {
      command.usage(err);
    } else {
      command.getHelp().synopsis(0).lines().forEach(err::println);
      err.println("For more: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return CommandLine.ExitCode.USAGE;
  }

  private static void report(Exception error, PrintStream err) {
    if (error instanceof BlupException) {
      err.println("blup: " + Wording.ofOptions(String.valueOf(error.getMessage())));
      return;
    }
    err.println("blup: This is a bug in Blup. Please report it with these lines:");
    err.println("  " + error);
    Arrays.stream(error.getStackTrace()).limit(STACK_FRAMES).forEach(f -> err.println("  at " + f));
  }

  /** Makes commands with the streams they use. */
  private static final class Commands implements CommandLine.IFactory {

    private final Streams streams;

    Commands(Streams streams) {
      this.streams = streams;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (ModelCommand.class.isAssignableFrom(type) || type == InitCommand.class) {
        return type.getDeclaredConstructor(Streams.class).newInstance(streams);
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
