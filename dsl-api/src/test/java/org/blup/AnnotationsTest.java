package org.blup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class AnnotationsTest {

  private static final String RECORD =
      """
      import org.blup.*;

      @MixedModel(name = "First")
      @MixedModel(name = "Second")
      record Everything(
          @Response double y,
          @Fixed(contrast = Contrast.SUM, reference = "a") String fixed,
          @Random(group = "g", correlated = false) @Random(group = {"g", "h"}, intercept = false,
              structure = Structure.CSH)
              double random,
          @Random(within = "g") String h,
          @Repeated(subject = {"g", "h"}, structure = Structure.ADH, by = "fixed") int visit,
          @Offset double offset,
          @Weight double weight,
          @Column("class") String g) {}
      """;

  @Test
  void annotationsStandOnComponentsAndOnTheFieldsBehindThem() {
    Seen seen = new Seen();
    assertThat(compile(seen)).isTrue();
    Map<String, List<String>> expected =
        new TreeMap<>(
            Map.of(
                "y", List.of("Response"),
                "visit", List.of("Repeated"),
                "fixed", List.of("Fixed"),
                "random", List.of("Randoms"),
                "h", List.of("Random"),
                "offset", List.of("Offset"),
                "weight", List.of("Weight"),
                "g", List.of("Column")));
    assertThat(seen.of.get(ElementKind.RECORD_COMPONENT)).isEqualTo(expected);
    assertThat(seen.of.get(ElementKind.FIELD)).isEqualTo(expected);
    assertThat(seen.of.get(ElementKind.RECORD)).containsValue(List.of("MixedModels"));
  }

  private static boolean compile(Seen seen) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("Everything.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return RECORD;
          }
        };
    List<String> options =
        List.of("-proc:only", "-classpath", System.getProperty("java.class.path"));
    JavaCompiler.CompilationTask task =
        compiler.getTask(null, null, null, options, null, List.of(source));
    task.setProcessors(List.of(seen));
    return task.call();
  }

  /** The simple names of the annotations on each element of a record, by kind and name. */
  @SupportedAnnotationTypes("org.blup.*")
  private static final class Seen extends AbstractProcessor {

    private final Map<ElementKind, Map<String, List<String>>> of = new TreeMap<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      round.getRootElements().forEach(this::look);
      return false;
    }

    private void look(Element element) {
      of.computeIfAbsent(element.getKind(), kind -> new TreeMap<>())
          .put(
              element.getSimpleName().toString(),
              element.getAnnotationMirrors().stream()
                  .map(mirror -> mirror.getAnnotationType().asElement().getSimpleName().toString())
                  .toList());
      element.getEnclosedElements().forEach(this::look);
    }
  }
}
