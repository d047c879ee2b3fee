package org.blup.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.blup.formula.Expression;
import org.blup.formula.ModelFormula;
import org.blup.formula.Span;
import org.blup.formula.Terms;
import org.blup.formula.Variable;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.ModelHeader;
import org.blup.processor.read.Quantity;

/** Empties a generated class: every signature stays, every method throws. */
final class Skeleton {

  private static final Set<Modifier> PRIVATE_CONSTANT = Set.of(Modifier.PRIVATE, Modifier.STATIC);

  private Skeleton() {}

  /** The class without private parts and with methods that refer to the compiler's errors. */
  static TypeSpec of(TypeSpec type, ModelHeader header) {
    CodeBlock body =
        CodeBlock.of(
            "throw new $T(\n$>$>$S);$<$<\n",
            IllegalStateException.class,
            header.generated().simpleName() + " was not generated: see the compiler's errors");
    return emptied(type, body);
  }

  /** Records and constructors need no fit and stay as they are. */
  private static TypeSpec emptied(TypeSpec type, CodeBlock body) {
    if (type.kind() == TypeSpec.Kind.RECORD) {
      return type;
    }
    TypeSpec.Builder empty =
        TypeSpec.classBuilder(type.name())
            .addJavadoc(type.javadoc())
            .addAnnotations(type.annotations())
            .addModifiers(type.modifiers().toArray(new Modifier[0]))
            .superclass(type.superclass());
    type.originatingElements().forEach(empty::addOriginatingElement);
    type.fieldSpecs().stream()
        .filter(field -> !field.modifiers().containsAll(PRIVATE_CONSTANT))
        .forEach(empty::addField);
    type.methodSpecs().stream()
        .filter(method -> method.isConstructor() || !isPrivate(method.modifiers()))
        .map(method -> method.isConstructor() ? method : emptied(method, body))
        .forEach(empty::addMethod);
    if (type.name().equals("Fit") && type.methodSpecs().stream().noneMatch(Skeleton::isResidual)) {
      empty.addMethod(
          emptied(FitWriter.residual(ClassName.OBJECT, ClassName.OBJECT).build(), body));
    }
    type.typeSpecs().stream()
        .filter(nested -> !isPrivate(nested.modifiers()))
        .map(nested -> emptied(nested, body))
        .forEach(empty::addType);
    return empty.build();
  }

  /** Whether it leads to the covariance of the residuals, which a guess may not have found. */
  private static boolean isResidual(MethodSpec method) {
    return method.name().equals("residual");
  }

  private static MethodSpec emptied(MethodSpec method, CodeBlock body) {
    return MethodSpec.methodBuilder(method.name())
        .addJavadoc(method.javadoc())
        .addAnnotations(method.annotations())
        .addModifiers(method.modifiers())
        .returns(method.returnType())
        .addParameters(method.parameters())
        .addCode(body)
        .build();
  }

  private static boolean isPrivate(Set<Modifier> modifiers) {
    return modifiers.contains(Modifier.PRIVATE);
  }

  /** A model of which nothing is known but its record. */
  static ModelDescription emptyModel(ModelHeader header) {
    Span nowhere = new Span(0, 0);
    Variable zero = new Variable(new Expression.Num(0, "0", nowhere), "0");
    return new ModelDescription(
        header,
        new ModelFormula(zero, new Terms(false, List.of()), List.of(), Optional.empty(), List.of()),
        new Quantity.Numeric(zero),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }
}
