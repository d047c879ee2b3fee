package org.blup.processor.generate.names;

import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names that a column or a group may not take; it gets an underscore behind instead. */
public final class ReservedNames {

  /** Methods without parameters that every class has, or that a record component may not shadow. */
  public static final Set<String> OBJECT =
      Set.of(
          "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  /** Types that generated arithmetic names, which a variable of the name would hide. */
  public static final Set<String> TYPES_IN_EXPRESSIONS = Set.of("Math", "DesignRow");

  private ReservedNames() {}

  /** The name itself, or with an underscore where it is Java's or in {@code taken}. */
  public static String avoid(String name, Set<String> taken) {
    boolean clash =
        SourceVersion.isKeyword(name, SourceVersion.RELEASE_17)
            || OBJECT.contains(name)
            || taken.contains(name);
    return clash ? name + "_" : name;
  }
}
