package org.blup.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.FileObject;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** What an isolating processor owes Gradle: each class comes from one record, and says so. */
class OriginatingElementsTest {

  @Test
  void eachClassComesFromItsRecordAlone() {
    Recorder recorder = new Recorder();
    javac()
        .withProcessors(recorder)
        .compile(
            JavaFileObjects.forSourceString(
                "Sleep",
                """
                import org.blup.MixedModel;

                @MixedModel("reaction ~ days + (days | subject)")
                @MixedModel(name = "Still", value = "reaction ~ 1 + (1 | subject)")
                record Sleep(double reaction, double days, String subject) {}
                """),
            JavaFileObjects.forSourceString(
                "Broken",
                """
                import org.blup.MixedModel;

                @MixedModel("reaction ~ dais + (days | subject)")
                record Broken(double reaction, double days, String subject) {}
                """));
    assertThat(recorder.origins)
        .containsOnly(
            Map.entry("SleepModel", List.of("Sleep")),
            Map.entry("StillModel", List.of("Sleep")),
            Map.entry("BrokenModel", List.of("Broken")));
  }

  /** The processor, with a note of what it says each file comes from. */
  private static final class Recorder extends AbstractProcessor {

    private final Processor processor = new BlupProcessor();
    private final Map<String, List<String>> origins = new TreeMap<>();

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      processor.init(
          new Environment(environment, new RecordingFiler(environment.getFiler(), this)));
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return processor.process(annotations, round);
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }
  }

  private record RecordingFiler(Filer filer, Recorder recorder) implements Filer {

    @Override
    public JavaFileObject createSourceFile(CharSequence name, Element... originating)
        throws IOException {
      recorder.origins.put(name.toString(), Stream.of(originating).map(Element::toString).toList());
      return filer.createSourceFile(name, originating);
    }

    @Override
    public JavaFileObject createClassFile(CharSequence name, Element... originating)
        throws IOException {
      return filer.createClassFile(name, originating);
    }

    @Override
    public FileObject createResource(
        JavaFileManager.Location location,
        CharSequence moduleAndPackage,
        CharSequence name,
        Element... originating)
        throws IOException {
      return filer.createResource(location, moduleAndPackage, name, originating);
    }

    @Override
    public FileObject getResource(
        JavaFileManager.Location location, CharSequence moduleAndPackage, CharSequence name)
        throws IOException {
      return filer.getResource(location, moduleAndPackage, name);
    }
  }

  private record Environment(ProcessingEnvironment environment, Filer filer)
      implements ProcessingEnvironment {

    @Override
    public Map<String, String> getOptions() {
      return environment.getOptions();
    }

    @Override
    public Messager getMessager() {
      return environment.getMessager();
    }

    @Override
    public Filer getFiler() {
      return filer;
    }

    @Override
    public Elements getElementUtils() {
      return environment.getElementUtils();
    }

    @Override
    public Types getTypeUtils() {
      return environment.getTypeUtils();
    }

    @Override
    public SourceVersion getSourceVersion() {
      return environment.getSourceVersion();
    }

    @Override
    public Locale getLocale() {
      return environment.getLocale();
    }
  }
}
