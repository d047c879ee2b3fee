package org.blup.processor.generate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.blup.processor.generate.names.Javadocs;
import org.blup.processor.read.AnnotatedComponent;
import org.blup.processor.read.AnnotatedRecord;

/**
 * Whether the class of a model says how tables become records, and why not where it does not.
 *
 * @param isModuleVisible whether code beside the record may name the types of the module that reads
 * @param isSparkVisible whether it may name those of the module that reads Spark's datasets
 * @param unreadable the components whose types no cell of a table can be
 */
public record Readers(
    boolean isModuleVisible, boolean isSparkVisible, List<AnnotatedComponent> unreadable) {

  public Readers {
    unreadable = List.copyOf(unreadable);
  }

  /** What holds for the models of a record. */
  public static Readers of(AnnotatedRecord annotated, Elements elements) {
    TypeElement element = annotated.element();
    return new Readers(
        Modules.mayName(ReadersWriter.CSV_READING, element, elements),
        Modules.mayName(DatasetsWriter.MODEL, element, elements),
        annotated.components().stream().filter(c -> c.type().isEmpty()).toList());
  }

  /** Whether they are written. */
  boolean areWritten() {
    return isModuleVisible && unreadable.isEmpty();
  }

  /** Whether those of Spark's datasets are written, which use the others. */
  boolean areWrittenForSpark() {
    return isSparkVisible && areWritten();
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
