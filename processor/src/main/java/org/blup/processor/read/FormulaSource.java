package org.blup.processor.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.blup.formula.Problem;
import org.blup.formula.Span;
import org.blup.processor.diagnostic.Diagnostic;
import org.blup.processor.diagnostic.Place;

/**
 * The text of a formula and where each of its characters was written, so that a formula and
 * component annotations share one parser and one tree, and messages still point at the annotation.
 */
public final class FormulaSource {

  private final String text;
  private final List<Segment> segments;
  private final Place whole;

  private FormulaSource(String text, List<Segment> segments, Place whole) {
    this.text = text;
    this.segments = List.copyOf(segments);
    this.whole = whole;
  }

  /** A formula written as one string, at one place. */
  public static FormulaSource written(String text, Place place) {
    return new FormulaSource(text, List.of(), place);
  }

  public String text() {
    return text;
  }

  /** Turns a problem of the formula into a message at the annotation behind it. */
  public Diagnostic diagnose(Problem problem) {
    return new Diagnostic(
        problem.code(),
        placeOf(problem.span()),
        problem.message(),
        Optional.of(new Diagnostic.Excerpt(text, problem.span())),
        problem.help());
  }

  /** The annotation behind the characters: the closest around them, or else one of them. */
  private Place placeOf(Span span) {
    Comparator<Segment> byLength = Comparator.comparingInt(segment -> segment.span().length());
    return segments.stream()
        .filter(segment -> segment.contains(span))
        .min(byLength)
        .or(() -> segments.stream().filter(segment -> segment.touches(span)).min(byLength))
        .map(Segment::place)
        .orElse(whole);
  }

  private record Segment(Span span, Place place) {

    boolean contains(Span other) {
      return span.start() <= other.start() && other.end() <= span.end();
    }

    boolean touches(Span other) {
      return span.start() < other.end() && other.start() < span.end();
    }
  }

  /** Writes a formula piece by piece, remembering the annotation behind each. */
  static final class Builder {

    private final StringBuilder text = new StringBuilder();
    private final List<Segment> segments = new ArrayList<>();

    /** Adds characters that no annotation of their own stands behind. */
    Builder add(String characters) {
      text.append(characters);
      return this;
    }

    /** Adds characters that one place stands behind. */
    Builder add(String characters, Place place) {
      return add(place, () -> add(characters));
    }

    /** Adds a component's name, quoted if the formula language needs it. */
    Builder addName(String label, Place place) {
      return add(isPlain(label) ? label : quoted(label), place);
    }

    /** Adds what the writer adds, with a place for those of its characters that have none. */
    Builder add(Place place, Runnable writer) {
      int start = text.length();
      writer.run();
      segments.add(new Segment(new Span(start, text.length()), place));
      return this;
    }

    FormulaSource build(Place whole) {
      return new FormulaSource(text.toString(), segments, whole);
    }

    private static String quoted(String label) {
      return "`" + label.replace("\\", "\\\\").replace("`", "\\`") + "`";
    }

    private static boolean isPlain(String label) {
      return label.matches("[A-Za-z][A-Za-z0-9._]*");
    }
  }
}
