package org.blup.processor.diagnostic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;
import org.blup.formula.ProblemCode;
import org.jspecify.annotations.Nullable;

/** The only class that prints to the compiler. */
public final class Reporter {

  private static final int STACK_FRAMES = 8;

  private final Messager messager;
  private final Options options;
  private final Optional<RepeatedAnnotations> repeated;

  private Reporter(Messager messager, Options options, Optional<RepeatedAnnotations> repeated) {
    this.messager = messager;
    this.options = options;
    this.repeated = repeated;
  }

  public static Reporter of(ProcessingEnvironment environment) {
    return new Reporter(
        environment.getMessager(),
        Options.of(environment.getOptions()),
        RepeatedAnnotations.of(environment));
  }

  /** Reports options that are not understood. */
  public void reportOptions() {
    options.problems().forEach(problem -> messager.printMessage(Kind.WARNING, problem));
  }

  public void report(Findings findings) {
    findings.diagnostics().forEach(this::report);
  }

  /**
   * Prints the diagnostic, unless it is a warning that the surrounding code suppresses, or a note
   * that was not asked for.
   */
  public void report(Diagnostic diagnostic) {
    ProblemCode code = diagnostic.code();
    if (!code.isWarning()) {
      print(Kind.ERROR, diagnostic);
    } else if (options.wants(code) && !isSuppressed(code, diagnostic.place().element())) {
      Kind kind = code.isNote() ? Kind.NOTE : Kind.WARNING;
      print(kind, withWayToSuppress(diagnostic));
    }
  }

  /** Reports an internal error, with what the user needs to report it to us. */
  public void reportBug(Element element, Throwable bug) {
    List<String> help = new ArrayList<>();
    help.add("This is a bug in Blup, not in your code. Please report it with these lines:");
    help.add(bug.toString());
    Arrays.stream(bug.getStackTrace()).limit(STACK_FRAMES).map(f -> "  at " + f).forEach(help::add);
    String message = "Blup could not process " + element.getSimpleName();
    report(
        Diagnostic.of(
            ProblemCode.INTERNAL_ERROR, Place.of(element), message, help.toArray(String[]::new)));
  }

  private void print(Kind kind, Diagnostic diagnostic) {
    Place place = diagnostic.place();
    String text = MessageLayout.of(located(diagnostic));
    boolean printed =
        repeated.map(annotations -> annotations.print(kind, text, place)).orElse(false);
    if (!printed) {
      messager.printMessage(kind, text, place.element(), place.annotation(), place.value());
    }
  }

  /** Eclipse's compiler shows no position in a record, so the message names it. */
  private Diagnostic located(Diagnostic diagnostic) {
    boolean javac = repeated.isPresent();
    return javac ? diagnostic : diagnostic.withHelp(diagnostic.place().inWords());
  }

  private static Diagnostic withWayToSuppress(Diagnostic warning) {
    return warning.withHelp(
        "If this is intended, add @SuppressWarnings(\"" + key(warning.code()) + "\")");
  }

  private static boolean isSuppressed(ProblemCode code, Element element) {
    for (@Nullable Element at = element; at != null; at = at.getEnclosingElement()) {
      SuppressWarnings suppressed = at.getAnnotation(SuppressWarnings.class);
      if (suppressed != null && Arrays.asList(suppressed.value()).contains(key(code))) {
        return true;
      }
    }
    return false;
  }

  private static String key(ProblemCode code) {
    return "blup:" + code.number();
  }
}
