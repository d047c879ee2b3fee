package org.blup.processor;

import com.google.auto.service.AutoService;
import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import org.blup.Column;
import org.blup.Contrasts;
import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.MixedModels;
import org.blup.Offset;
import org.blup.Random;
import org.blup.Randoms;
import org.blup.Repeated;
import org.blup.ResidualVariance;
import org.blup.Response;
import org.blup.Weight;
import org.blup.processor.diagnostic.Options;
import org.blup.processor.diagnostic.Reporter;
import org.blup.processor.read.RecordReader;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the mixed models that records declare with {@link MixedModel}: checks them, and writes a
 * class for each.
 */
@AutoService(Processor.class)
public final class BlupProcessor extends AbstractProcessor {

  private static final Set<Class<? extends Annotation>> ON_TYPES =
      Set.of(MixedModel.class, MixedModels.class);

  private static final Set<Class<? extends Annotation>> ON_COMPONENTS =
      Set.of(
          Response.class,
          Fixed.class,
          Random.class,
          Randoms.class,
          Repeated.class,
          ResidualVariance.class,
          Offset.class,
          Weight.class);

  /** Annotations that change a model, or that the generated classes have, and ask for no class. */
  private static final Set<String> OTHERS =
      Set.of(
          Column.class.getName(),
          Contrasts.class.getName(),
          "javax.annotation.processing.Generated");

  /** Records with component types that another processor has not generated yet. */
  private final Set<String> waiting = new LinkedHashSet<>();

  private final Set<String> compiled = new LinkedHashSet<>();

  private boolean started;

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    Set<String> names = new LinkedHashSet<>();
    ON_TYPES.forEach(type -> names.add(type.getName()));
    ON_COMPONENTS.forEach(type -> names.add(type.getName()));
    names.addAll(OTHERS);
    return names;
  }

  /** Options with our prefix are claimed, so that mistakes in them are reported here. */
  @Override
  public Set<String> getSupportedOptions() {
    return Options.of(processingEnv.getOptions()).names();
  }

  /** Claims the annotations: javac's {@code -Xlint:processing} warns of unclaimed ones. */
  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    ProcessingEnvironment environment = processingEnv;
    Reporter reporter = Reporter.of(environment);
    if (!started) {
      started = true;
      reporter.reportOptions();
    }
    ModelCompiler compiler =
        new ModelCompiler(environment.getElementUtils(), environment.getFiler(), reporter);
    for (TypeElement type : candidates(round).values()) {
      compile(type, compiler, reporter);
    }
    return true;
  }

  private void compile(TypeElement type, ModelCompiler compiler, Reporter reporter) {
    String name = type.getQualifiedName().toString();
    try {
      if (RecordReader.awaitsTypes(type)) {
        waiting.add(name);
      } else if (compiled.add(name)) {
        compiler.compile(type);
      }
    } catch (RuntimeException | StackOverflowError bug) {
      reporter.reportBug(type, bug);
    }
  }

  /** The types to look at in this round, in the order in which the compiler shows them. */
  private Map<String, TypeElement> candidates(RoundEnvironment round) {
    Map<String, TypeElement> types = new LinkedHashMap<>();
    List<String> resumed = List.copyOf(waiting);
    waiting.clear();
    for (String name : resumed) {
      TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
      if (type != null) {
        types.put(name, type);
      }
    }
    for (Element element : round.getElementsAnnotatedWithAny(ON_TYPES)) {
      add(element, types);
    }
    for (Element element : round.getElementsAnnotatedWithAny(ON_COMPONENTS)) {
      if (element.getKind() == ElementKind.FIELD) {
        add(element.getEnclosingElement(), types);
      }
    }
    return types;
  }

  private static void add(@Nullable Element element, Map<String, TypeElement> types) {
    if (element instanceof TypeElement type) {
      types.putIfAbsent(type.getQualifiedName().toString(), type);
    }
  }
}
