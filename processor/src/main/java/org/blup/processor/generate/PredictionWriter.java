package org.blup.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.blup.processor.generate.names.Layout;
import org.blup.processor.read.Effect;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.RandomEffects;

/** Writes the methods of {@code Fit} that compute a number from a row. */
final class PredictionWriter {

  /** More summands than this are computed in several methods, so that each can be optimised. */
  private static final int SUMMANDS_PER_METHOD = 60;

  /** A part of a sum, which may ask for variables. */
  private interface Summand {
    CodeBlock in(RowLocals locals);
  }

  private final Layout layout;
  private final ModelDescription model;

  PredictionWriter(Layout layout) {
    this.layout = layout;
    this.model = layout.model();
  }

  List<MethodSpec> write() {
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(response());
    methods.addAll(sum("fixedPart", Modifier.PROTECTED, population()));
    List<Summand> all = new ArrayList<>();
    all.add(locals -> CodeBlock.of("fixedPart(row)"));
    all.addAll(random());
    methods.addAll(sum("conditionalMean", Modifier.PROTECTED, all));
    return methods;
  }

  private MethodSpec response() {
    RowLocals locals = new RowLocals(layout, "row");
    CodeBlock response = locals.inline(model.responseNumber());
    boolean standardised = model.response() instanceof Quantity.Basis;
    return override("response", Modifier.PUBLIC)
        .addCode(locals.declarations())
        .addStatement(standardised ? "return estimates.response($L)" : "return $L", response)
        .build();
  }

  private List<Summand> population() {
    List<Summand> summands = new ArrayList<>();
    if (model.intercept()) {
      summands.add(locals -> CodeBlock.of("estimates.fixed(0)"));
    }
    for (int i = 0; i < model.fixed().size(); i++) {
      Effect effect = model.fixed().get(i);
      CodeBlock term = CodeBlock.of("$L", layout.fixedTerm(i));
      for (int product = 0; product < basisProducts(effect); product++) {
        int basisProduct = product;
        summands.add(locals -> product("fixed", term, effect, basisProduct, locals));
      }
    }
    for (Quantity.Numeric offset : model.offsets()) {
      summands.add(locals -> locals.number(offset));
    }
    return summands;
  }

  private List<Summand> random() {
    List<Summand> summands = new ArrayList<>();
    for (Layout.NamedGroup group : layout.groups()) {
      for (RandomEffects term : group.group().terms()) {
        if (term.intercept()) {
          summands.add(
              l ->
                  CodeBlock.of(
                      "estimates.random($L, 0, $L)", layout.randomTerm(term), l.group(group)));
        }
        for (int e = 0; e < term.effects().size(); e++) {
          Effect effect = term.effects().get(e);
          int number = Layout.effect(term, e);
          for (int product = 0; product < basisProducts(effect); product++) {
            int basisProduct = product;
            summands.add(
                l ->
                    product(
                        "random",
                        randomEffect(term, number, l.group(group)),
                        effect,
                        basisProduct,
                        l));
          }
        }
      }
    }
    return summands;
  }

  private CodeBlock randomEffect(RandomEffects term, int effect, CodeBlock level) {
    return CodeBlock.of("$L, $L, $L", layout.randomTerm(term), effect, level);
  }

  /** How many products the columns of an effect's bases have. */
  private static int basisProducts(Effect effect) {
    return effect.bases().stream().mapToInt(Quantity.Basis::columns).reduce(1, (a, b) -> a * b);
  }

  /**
   * {@code estimates.fixed(3, sex) * age}: the effect in the row's cell times its numbers, for one
   * product of its bases' columns.
   */
  private CodeBlock product(
      String method, CodeBlock term, Effect effect, int basisProduct, RowLocals locals) {
    CodeBlock.Builder product = CodeBlock.builder().add("estimates.$L($L", method, term);
    boolean several = basisProducts(effect) > 1;
    if (!effect.factors().isEmpty()) {
      product.add(", $L", locals.cell(effect.factors()));
    } else if (several) {
      product.add(", 0");
    }
    product.add(several ? ", " + basisProduct + ")" : ")");
    effect.numerics().forEach(number -> product.add(" * $L", locals.number(number)));
    int rest = basisProduct;
    for (Quantity.Basis basis : effect.bases()) {
      product.add(" * $L", locals.basis(basis, rest % basis.columns()));
      rest /= basis.columns();
    }
    return product.build();
  }

  /** A method that sums, and those it calls where the sum is too long for one. */
  private List<MethodSpec> sum(String name, Modifier access, List<Summand> summands) {
    List<List<Summand>> parts = Parts.of(summands, SUMMANDS_PER_METHOD);
    if (parts.size() == 1) {
      return List.of(override(name, access).addCode(sum(summands)).build());
    }
    List<MethodSpec> methods = new ArrayList<>();
    CodeBlock.Builder total = CodeBlock.builder();
    for (int part = 0; part < parts.size(); part++) {
      String method = name + (part + 1);
      total.add(part == 0 ? "$L(row)" : "$W+ $L(row)", method);
      methods.add(
          signature(method).addModifiers(Modifier.PRIVATE).addCode(sum(parts.get(part))).build());
    }
    methods.add(0, override(name, access).addStatement("return $L", total.build()).build());
    return methods;
  }

  private CodeBlock sum(List<Summand> summands) {
    RowLocals locals = new RowLocals(layout, "row", "estimates");
    CodeBlock sum =
        summands.stream().map(summand -> summand.in(locals)).collect(CodeBlock.joining("$W+ "));
    return CodeBlock.builder()
        .add(locals.declarations())
        .addStatement("return $L", sum.isEmpty() ? CodeBlock.of("0.0") : sum)
        .build();
  }

  private MethodSpec.Builder override(String name, Modifier access) {
    return signature(name).addAnnotation(Override.class).addModifiers(access);
  }

  private MethodSpec.Builder signature(String name) {
    return MethodSpec.methodBuilder(name)
        .returns(TypeName.DOUBLE)
        .addParameter(layout.header().recordType(), "row");
  }
}
