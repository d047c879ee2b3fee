package org.blup.processor.validate;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.blup.Contrast;
import org.blup.MixedModel;
import org.blup.MixedModels;
import org.blup.formula.RandomTerm;
import org.blup.processor.diagnostic.Findings;
import org.blup.processor.read.BrokenModel;
import org.blup.processor.read.Component;
import org.blup.processor.read.Effect;
import org.blup.processor.read.FactorCoding;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.RecordReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordValidatorTest {

  @Test
  void aBrokenModelDoesNotSpoilItsNeighbour() {
    List<Verdict> verdicts =
        validate(
            "@MixedModel(name = \"A\", value = \"y ~ q + (1 | g)\") @MixedModel(\"y ~ x + (1 |"
                + " g)\")",
            "double y, double x, String g");
    assertThat(verdicts).hasSize(2);
    assertThat(verdicts.get(0)).isInstanceOf(Verdict.Broken.class);
    assertThat(verdicts.get(1)).isInstanceOf(Verdict.Valid.class);
  }

  @Test
  void numbersAndFactorsAreListedInTheOrderOfTheirFirstUse() {
    ModelDescription model =
        valid(
            "y ~ f + x:f + log(z) + (0 + x | b) + (1 | a)",
            "double y, double x, double z," + " String f, int a, char b");
    assertThat(model.numerics()).map(Quantity::label).containsExactly("log(z)", "x");
    assertThat(model.factors()).map(Quantity::label).containsExactly("f", "b", "a");
    assertThat(model.groups()).map(group -> group.label()).containsExactly("b", "a");
  }

  @Test
  void termsOnOneGroupShareIt() {
    ModelDescription model =
        valid(
            "y ~ x + z + (1 | a:b) + (0 + x + z | b:a)",
            "double y, double x, double z, String a, String b");
    assertThat(model.groups())
        .singleElement()
        .satisfies(group -> assertThat(group.terms()).hasSize(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(x || g)                       ; (1 + x || g)",
        "(1 | g) + (0 + x | g)          ; (1 + x || g)",
        "(0 + x | g) + (1 | g)          ; (1 + x || g)",
        "(1 | g) + (1 | h) + (0 + x | g); (1 + x || g) + (1 | h)",
        "(scale(x) || g)                ; (1 + scale(x) || g)",
        "(0 + x || g)                   ; (0 + x | g)",
        "(1 || g)                       ; (1 | g)",
        "(x | g)                        ; (1 + x | g)",
        "(1 | g) + (0 + x + I(x^2) | g) ; (1 | g) + (0 + x + I(x^2) | g)",
        "(1 | g) + (0 + f || g)         ; (1 | g) + (0 + f || g)",
      })
  void equalRandomTermsAreWrittenInOneWay(String written, String canonical) {
    ModelDescription model =
        valid(
            "y ~ x + I(x^2) + f + " + written, "double y, double x, String f, String g, String h");
    assertThat(model.formula().random().stream().map(RandomTerm::label))
        .containsExactly(canonical.split(" \\+ (?=\\()"));
  }

  @Test
  void aFactorIsCodedInFullWhereItsMarginIsAbsent() {
    ModelDescription model = valid("y ~ x:f + (1 | g)", "double y, double x, String f, String g");
    Effect interaction = model.fixed().get(0);
    assertThat(interaction.isFull(interaction.factors().get(0))).isTrue();
  }

  @Test
  void aWholeNumberIsANumberAsAnEffectAndAFactorAsAGroup() {
    ModelDescription model = valid("y ~ batch + (1 | batch)", "double y, int batch");
    assertThat(model.numerics()).map(Quantity::label).containsExactly("batch");
    assertThat(model.factors()).map(Quantity::label).containsExactly("batch");
  }

  @Test
  void contrastsOfAFormulaBelongToTheVariable() {
    ModelDescription model = valid("y ~ C(f, sum) + (1 | g)", "double y, boolean f, String g");
    assertThat(model.factors().get(0).coding())
        .isEqualTo(FactorCoding.of(Contrast.SUM, java.util.Optional.empty()));
  }

  @Test
  void aGuessHasAnAccessorForEveryComponent() {
    Verdict verdict =
        validate("@MixedModel(\"y ~ x + (z\")", "double y, double x, String g").get(0);
    BrokenModel broken = ((Verdict.Broken) verdict).model();
    ModelDescription guess = broken.guess().orElseThrow();
    assertThat(guess.fixed()).map(Effect::label).containsExactly("y", "x", "g");
    assertThat(guess.groups()).map(group -> group.label()).containsExactly("g");
  }

  @Test
  void aGuessMendsWhatIsMisspelt() {
    Verdict verdict =
        validate(
                "@MixedModel(\"height ~ hieght2 + (1 | g)\")",
                "double height, double height2," + " String g")
            .get(0);
    BrokenModel broken = ((Verdict.Broken) verdict).model();
    assertThat(broken.guess().orElseThrow().fixed().get(0).label()).isEqualTo("height2");
  }

  @Test
  void boxesCountAsWhatIsInThem() {
    ModelDescription model = valid("y ~ x + (1 | g)", "Double y, Integer x, Character g");
    assertThat(model.header().components()).map(Component::type).allMatch(type -> type.boxed());
  }

  private static ModelDescription valid(String formula, String components) {
    Verdict verdict = validate("@MixedModel(\"" + formula + "\")", components).get(0);
    return ((Verdict.Valid) verdict).model();
  }

  private static List<Verdict> validate(String models, String components) {
    Capturing processor = new Capturing();
    String source = "import org.blup.*;\n" + models + "\nrecord Row(" + components + ") {}\n";
    javac().withProcessors(processor).compile(JavaFileObjects.forSourceString("Row", source));
    return processor.verdicts;
  }

  private static final class Capturing extends AbstractProcessor {

    private final List<Verdict> verdicts = new ArrayList<>();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      for (Element element :
          round.getElementsAnnotatedWithAny(Set.of(MixedModel.class, MixedModels.class))) {
        verdicts.addAll(
            RecordValidator.validate(RecordReader.read((TypeElement) element), new Findings()));
      }
      return false;
    }
  }
}
