package org.blup.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blup.formula.Parsed.formula;
import static org.blup.formula.Parsed.label;

import java.util.List;
import org.blup.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExpansionTest {

  static List<String[]> formulasOfReferenceModels() {
    return Parsed.table("formulas.tsv");
  }

  @ParameterizedTest
  @MethodSource("formulasOfReferenceModels")
  void referenceModelsReadAsInR(String written, String canonical) {
    assertThat(label(written)).isEqualTo(canonical);
    assertThat(Formulas.parse(written).problems()).isEmpty();
  }

  static List<String[]> termsByR() {
    return Parsed.table("r-terms.tsv");
  }

  @ParameterizedTest
  @MethodSource("termsByR")
  void termsAreThoseOfR(String written, String terms, String columns) {
    assertThat(formula(written).fixed().label()).isEqualTo(terms);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "y ~ x + (1 | g); (1 | g)",
        "y ~ x + (x | g); (1 + x | g)",
        "y ~ x + (x || g); (1 + x || g)",
        "y ~ x + (0 + x | g); (0 + x | g)",
        "y ~ x + (x - 1 | g); (0 + x | g)",
        "y ~ x + (-1 + x || g); (0 + x || g)",
        "y ~ x + (x*f | g); (1 + x + f + x:f | g)",
        "y ~ x + (f:x + x | g); (1 + x + f:x | g)",
        "y ~ x + ((x + z)^2 | g); (1 + x + z + x:z | g)",
        "y ~ x + (I(age - 11) | subject); (1 + I(age - 11) | subject)",
        "y ~ x + (1 | a:b); (1 | a:b)",
        "y ~ x + (1 | b:a); (1 | b:a)",
        "y ~ x + (1 | a:b:c); (1 | a:b:c)",
        "y ~ x + (x | a/b); (1 + x | a) + (1 + x | a:b)",
        "y ~ x + (1 | a/b/c); (1 | a) + (1 | a:b) + (1 | a:b:c)",
        "y ~ x + (1 | a:b/c); (1 | a:b) + (1 | a:b:c)",
        "y ~ x + (1 | a/b:c); (1 | a) + (1 | a:b:c)",
        "y ~ x + (1 | (a/b)); (1 | a) + (1 | a:b)",
        "y ~ x + ((1 | g)); (1 | g)",
        "y ~ (x + (1 | g)) + (1 | h); (1 | g) + (1 | h)",
        "y ~ (1 | g) + x + (1 | h) + z; (1 | g) + (1 | h)",
        "y ~ x + us(x | g); (1 + x | g)",
        "y ~ x + diag(x | g); (1 + x || g)",
        "y ~ x + ((cs((0 + f | g)))); cs(0 + f | g)",
        "y ~ x + id (0 + f | a/b); id(0 + f | a) + id(0 + f | a:b)",
        "y ~ x + toeph(f - 1 | a:b) + (1 | h); toeph(0 + f | a:b) + (1 | h)",
      })
  void randomTermsAreOneForEachGroup(String written, String random) {
    assertThat(label(written)).endsWith(" + " + random);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "y ~ x + residual(us(v | g)); residual(us(v | g))",
        "y ~ x + (1 | h) + residual(ar1(v | g)) + z; (1 | h) + residual(ar1(v | g))",
        "y ~ residual(by=s) + x + (x | g); (1 + x | g) + residual(by = s)",
        "y ~ x + ((residual( (id( (v|(a)) )) ,by=( s ) ))); residual(id(v | a), by = s)",
        "y ~ x + residual(by = factor(n), toeph(factor(n) | a:(b:c))); "
            + "residual(toeph(factor(n) | a:b:c), by = factor(n))",
        "y ~ x + residual(`by`= `a b`); residual(by = `a b`)",
        "y ~ x + residual(exp(t | g)); residual(exp(t | g))",
        "y ~ x + residual(car1((t) | a:b), by = s); residual(exp(t | a:b), by = s)",
        "y ~ x + residual(gau(log(t) | g)); residual(gau(log(t) | g))",
        "y ~ x + residual(exp(2*t+w | g)); residual(exp(2 * t + w | g))",
        "y ~ x + residual(power(dose)); residual(power(dose))",
        "y ~ exp(x) + residual((exp((dose))), by=s); 1 + exp(x) + residual(exp(dose), by = s)",
        "y ~ x + residual(variance = power(dose)); residual(power(dose))",
        "y ~ x + residual(by = s, variance = exp(v), ar1(v | g)); "
            + "residual(ar1(v | g), variance = exp(v), by = s)",
        "y ~ x + residual(exp(t | g), variance = exp(t)); "
            + "residual(exp(t | g), variance = exp(t))",
        "y ~ x + residual(known(se^2)); residual(known(se^2))",
        "y ~ variance + residual(known(variance)); 1 + variance + residual(known(variance))",
        "y ~ by + residual + residual(diag(us | by)); 1 + by + residual + residual(diag(us | by))",
      })
  void theResidualCovarianceStandsBehindTheRandomTerms(String written, String last) {
    assertThat(label(written)).endsWith(last);
    assertThat(label(label(written))).isEqualTo(label(written));
  }

  @ParameterizedTest
  @EnumSource
  void everyStructureIsOneOfResiduals(Structure structure) {
    String text = "y ~ f + residual(" + structure.keyword() + "(f | g), by = h)";
    ResidualTerm term = formula(text).residual().orElseThrow();
    assertThat(term.structure()).isEqualTo(structure);
    assertThat(term.position()).map(Variable::label).hasValue("f");
    assertThat(term.subject()).extracting(Variable::label).containsExactly("g");
    assertThat(term.strata()).map(Variable::label).hasValue("h");
    assertThat(term.span()).isEqualTo(new Span(8, text.length()));
  }

  @Test
  void nestedGroupsShareTheirPlace() {
    ModelFormula nested = formula("y ~ 1 + (x | a/b)");
    assertThat(nested.random()).extracting(RandomTerm::span).containsOnly(new Span(8, 17));
  }

  @Test
  void theBarSaysWhetherEffectsCovary() {
    assertThat(formula("y ~ x + (x | g)").random().get(0).structure()).isEqualTo(Structure.US);
    assertThat(formula("y ~ x + (x || g)").random().get(0).structure()).isEqualTo(Structure.DIAG);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"EXP", "GAU"},
      mode = EnumSource.Mode.EXCLUDE)
  void aStructureStandsBeforeItsTerm(Structure structure) {
    String text = "y ~ f + " + structure.keyword() + "(0 + f | g)";
    RandomTerm term = formula(text).random().get(0);
    assertThat(term.structure()).isEqualTo(structure);
    assertThat(term.span()).isEqualTo(new Span(8, text.length()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "y ~ x + offset(o) + (1 | g); y ~ 1 + x + offset(o) + (1 | g)",
        "y ~ offset(log(n)) + x + (1 | g); y ~ 1 + x + offset(log(n)) + (1 | g)",
        "y ~ 0 + offset(10*days) + (1 | g); y ~ 0 + offset(10 * days) + (1 | g)",
        "y ~ offset(a) + offset(b) + offset(a) + (1 | g); y ~ 1 + offset(a) + offset(b) + (1 | g)",
      })
  void offsetsStandApart(String written, String canonical) {
    assertThat(label(written)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "pitch ~ gender + (1|subject) + (1|scenario);"
            + "pitch ~ 1 + gender + (1 | subject) + (1 | scenario)",
        "price ~ time + (time|product); price ~ 1 + time + (1 + time | product)",
        "participation ~ extroversion + (1|school/class);"
            + "participation ~ 1 + extroversion + (1 | school) + (1 | school:class)",
      })
  void everydayExamplesRead(String written, String canonical) {
    assertThat(label(written)).isEqualTo(canonical);
  }

  @Test
  void termsKnowWhereTheyWereWritten() {
    String text = "y ~ a * b + log(c)";
    Terms fixed = formula(text).fixed();
    assertThat(fixed.terms())
        .extracting(term -> text.substring(term.span().start(), term.span().end()))
        .containsExactly("a", "b", "log(c)", "a * b");
  }

  @Test
  void variablesKnowWhereTheyWereWrittenFirst() {
    ModelFormula formula = formula("y ~ days + (days | subject)");
    Variable days = formula.fixed().terms().get(0).variables().get(0);
    assertThat(days.expression().span()).isEqualTo(new Span(4, 8));
    Variable subject = formula.random().get(0).group().get(0);
    assertThat(subject.expression().span()).isEqualTo(new Span(19, 26));
  }

  @Test
  void randomTermsOrderVariablesByThemselves() {
    assertThat(label("y ~ a + b + (b:a | g)")).isEqualTo("y ~ 1 + a + b + (1 + b:a | g)");
  }

  @Test
  void linesMayBreakAnywhere() {
    assertThat(label("y ~\n  x +\r\n\t(1 |\n g)")).isEqualTo("y ~ 1 + x + (1 | g)");
  }
}
