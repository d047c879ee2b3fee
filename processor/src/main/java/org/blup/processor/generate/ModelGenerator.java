package org.blup.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import org.blup.processor.generate.names.Javadocs;
import org.blup.processor.generate.names.Layout;
import org.blup.processor.generate.names.RuntimeTypes;
import org.blup.processor.read.BrokenModel;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.ModelHeader;

/**
 * Writes the class of a model: {@code SleepModel} for a record {@code Sleep}. The same model gives
 * the same text, whatever the JDK.
 */
public final class ModelGenerator {

  private static final String PROCESSOR = "org.blup.processor.BlupProcessor";

  private ModelGenerator() {}

  /**
   * The class of a valid model.
   *
   * @param readers whether it says how tables become records
   */
  public static JavaFile generate(ModelDescription model, Readers readers) {
    return file(model.header(), type(model, readers));
  }

  /**
   * The class of a model with errors: the signatures it would have, with methods that throw. Code
   * that uses it compiles, so that the errors of the model are the only ones.
   *
   * @param readers whether it says how tables become records
   */
  public static JavaFile skeleton(BrokenModel broken, Readers readers) {
    ModelDescription guess = broken.guess().orElseGet(() -> Skeleton.emptyModel(broken.header()));
    return file(broken.header(), Skeleton.of(type(guess, readers), broken.header()));
  }

  /**
   * Whether a class of the name is nested in every generated class, and hides one of the same name
   * in the unnamed package, which no code can name in full.
   */
  public static boolean hides(String simpleName) {
    return Layout.NESTED_CLASSES.contains(simpleName);
  }

  private static TypeSpec type(ModelDescription model, Readers readers) {
    Layout layout = new Layout(model);
    ModelHeader header = model.header();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(header.generated())
            .addJavadoc(Javadocs.of(description(model, readers)))
            .addModifiers(Modifier.FINAL)
            .addOriginatingElement(header.originating());
    if (header.isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    if (GeneratedAnnotation.isVisibleTo(header.originating())) {
      type.addAnnotation(GeneratedAnnotation.of(PROCESSOR));
    }
    new EntryPointsWriter(layout).write(type);
    if (readers.areWritten()) {
      new ReadersWriter(header).write(type);
    }
    TypeSpec definition = new DefinitionWriter(layout).write();
    type.addType(
            readers.areWrittenForSpark()
                ? new DatasetsWriter(header).extended(definition)
                : definition)
        .addType(new FitWriter(layout).write())
        .addType(new FixedWriter(layout).write())
        .addType(new MeansWriter(layout).write());
    layout.groups().forEach(group -> type.addType(new GroupWriter(group, layout).write()));
    return type.build();
  }

  private static List<String> description(ModelDescription model, Readers readers) {
    List<String> paragraphs = new ArrayList<>(List.of(summary(model), origin(model.header())));
    readers.reasonForNone().ifPresent(paragraphs::add);
    return paragraphs;
  }

  private static String summary(ModelDescription model) {
    return "The mixed model "
        + Javadocs.code(model.formula().label())
        + " of "
        + link(model.header().recordType())
        + " rows.";
  }

  private static String origin(ModelHeader header) {
    String from =
        switch (header.source()) {
          case FORMULA -> "the formula in {@code @MixedModel} on ";
          case COMPONENT_ANNOTATIONS -> "{@code @MixedModel} and the annotated components of ";
        };
    return "Generated from " + from + link(header.recordType()) + ".";
  }

  private static String link(ClassName type) {
    return "{@link " + String.join(".", type.simpleNames()) + "}";
  }

  private static JavaFile file(ModelHeader header, TypeSpec type) {
    TypeSpec unambiguous =
        type.toBuilder().alwaysQualify(hidingJavaLang(header.originating())).build();
    return JavaFile.builder(header.generated().packageName(), unambiguous)
        .indent("  ")
        .skipJavaLangImports(true)
        .build();
  }

  /** The types of {@code java.lang} which types of the record's package hide. */
  private static String[] hidingJavaLang(Element element) {
    Element enclosing = element;
    while (!(enclosing instanceof PackageElement)) {
      enclosing = Objects.requireNonNull(enclosing.getEnclosingElement());
    }
    return enclosing.getEnclosedElements().stream()
        .map(type -> type.getSimpleName().toString())
        .filter(RuntimeTypes.JAVA_LANG::contains)
        .toArray(String[]::new);
  }
}
