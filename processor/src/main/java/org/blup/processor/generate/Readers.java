package org.blup.processor.generate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.util.Elements;
import org.blup.processor.read.AnnotatedComponent;
import org.blup.processor.read.AnnotatedRecord;

/**
 * Whether the class of a model says how files become records, and why not where it does not.
 *
 * @param isModuleVisible whether code beside the record may name the types of the module that reads
 * @param unreadable the components whose types no cell of a table can be
 */
public record Readers(boolean isModuleVisible, List<AnnotatedComponent> unreadable) {

  public Readers {
    unreadable = List.copyOf(unreadable);
  }

  /** What holds for the models of a record. */
  public static Readers of(AnnotatedRecord annotated, Elements elements) {
    return new Readers(
        ReadersWriter.mayNameReaders(annotated.element(), elements),
        annotated.components().stream().filter(c -> c.type().isEmpty()).toList());
  }

  /** Whether they are written. */
  boolean areWritten() {
    return isModuleVisible && unreadable.isEmpty();
  }

  /** Javadoc that says why the class has none, if the module would have let it. */
  Optional<String> reasonForNone() {
    return isModuleVisible && !unreadable.isEmpty()
        ? Optional.of(
            "It has no {@code readCsv} and no other readers of tables, since no cell can be "
                + unreadable.stream()
                    .map(c -> Javadocs.code(c.typeName() + " " + c.name()))
                    .collect(Collectors.joining(", "))
                + ".")
        : Optional.empty();
  }
}
