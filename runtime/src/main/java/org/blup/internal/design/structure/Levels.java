package org.blup.internal.design.structure;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the levels of a factor come from, and how they are coded. Immutable. */
public final class Levels {

  /** What Java type a factor's values have. */
  public enum Kind {
    STRINGS("strings"),
    INTEGERS("integers"),
    NUMBERS("numbers"),
    CHARACTERS("characters"),
    BOOLEANS("booleans"),
    ENUM("enum constants");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  private final Kind kind;
  private final List<String> names;
  private final Contrast contrast;

  private Levels(Kind kind, List<String> names, Contrast contrast) {
    this.kind = kind;
    this.names = names;
    this.contrast = contrast;
  }

  /** Found in the data, in the order of {@link String#compareTo}. */
  public static Levels strings() {
    return new Levels(Kind.STRINGS, List.of(), Contrast.treatment());
  }

  /** Integers of any width, found in the data, in numerical order. */
  public static Levels integers() {
    return new Levels(Kind.INTEGERS, List.of(), Contrast.treatment());
  }

  /** Numbers found in the data, in numerical order; equal to 15 digits they are one level. */
  public static Levels numbers() {
    return new Levels(Kind.NUMBERS, List.of(), Contrast.treatment());
  }

  /** Characters, found in the data, in the order of their codes. */
  public static Levels characters() {
    return new Levels(Kind.CHARACTERS, List.of(), Contrast.treatment());
  }

  /** {@code FALSE}, {@code TRUE}. */
  public static Levels booleans() {
    return new Levels(Kind.BOOLEANS, List.of("FALSE", "TRUE"), Contrast.treatment());
  }

  /** The constants of an enum in their order, whether they occur in the data or not. */
  public static Levels of(Enum<?>[] constants) {
    List<String> names = Arrays.stream(constants).map(Enum::name).toList();
    return new Levels(Kind.ENUM, names, Contrast.treatment());
  }

  /** Some of these levels, known before any row. */
  public Levels only(List<String> some) {
    boolean hasReference = contrast.reference() == null || some.contains(contrast.reference());
    return new Levels(kind, List.copyOf(some), hasReference ? contrast : Contrast.treatment());
  }

  /** The same levels under another contrast. */
  public Levels coded(Contrast newContrast) {
    return new Levels(kind, names, newContrast);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Levels that
        && kind == that.kind
        && names.equals(that.names)
        && contrast.equals(that.contrast);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, names, contrast);
  }

  public Kind kind() {
    return kind;
  }

  /** The levels, where they are known before any row is read; else empty. */
  public List<String> names() {
    return names;
  }

  public Contrast contrast() {
    return contrast;
  }
}
