package org.blup.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.blup.processor.read.ComponentType.Kind;

/** Finds out what a Java type means to a model. */
final class ComponentTypes {

  private static final Map<TypeKind, Kind> PRIMITIVES =
      Map.of(
          TypeKind.DOUBLE, Kind.DOUBLE,
          TypeKind.FLOAT, Kind.FLOAT,
          TypeKind.LONG, Kind.LONG,
          TypeKind.INT, Kind.INT,
          TypeKind.SHORT, Kind.SHORT,
          TypeKind.BYTE, Kind.BYTE,
          TypeKind.BOOLEAN, Kind.BOOLEAN,
          TypeKind.CHAR, Kind.CHAR);

  private static final Map<String, Kind> BOXES =
      Map.of(
          "java.lang.Double", Kind.DOUBLE,
          "java.lang.Float", Kind.FLOAT,
          "java.lang.Long", Kind.LONG,
          "java.lang.Integer", Kind.INT,
          "java.lang.Short", Kind.SHORT,
          "java.lang.Byte", Kind.BYTE,
          "java.lang.Boolean", Kind.BOOLEAN,
          "java.lang.Character", Kind.CHAR);

  private static final Map<String, Kind> VALUES =
      Map.of(
          "java.lang.String", Kind.STRING,
          "java.math.BigDecimal", Kind.DECIMAL,
          "java.time.LocalDate", Kind.DATE,
          "java.util.OptionalDouble", Kind.OPTIONAL,
          "java.util.UUID", Kind.UUID);

  private ComponentTypes() {}

  /** The type's meaning, or nothing if a model or the code generated for it cannot use it. */
  static Optional<ComponentType> of(TypeMirror type) {
    Kind primitive = PRIMITIVES.get(type.getKind());
    if (primitive != null) {
      return Optional.of(new ComponentType(primitive, false, plainName(type), List.of()));
    }
    if (type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element) {
      return ofClass(element);
    }
    return Optional.empty();
  }

  /** Whether the type is an enum that only private code can see. */
  static boolean isHiddenEnum(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && element.getKind() == ElementKind.ENUM
        && Visibility.isHidden(element);
  }

  /** Whether the type does not exist, or not yet. */
  static boolean isMissing(TypeMirror type) {
    return type.getKind() == TypeKind.ERROR;
  }

  /** The type as the user reads it, without packages. */
  static String nameOf(TypeMirror type) {
    return plainName(type).toString().replaceAll("\\b[a-z_][\\w$]*\\.", "");
  }

  private static Optional<ComponentType> ofClass(TypeElement element) {
    ClassName name = ClassName.get(element);
    if (element.getKind() == ElementKind.ENUM) {
      return Visibility.isHidden(element)
          ? Optional.empty()
          : Optional.of(new ComponentType(Kind.ENUM, false, name, constantsOf(element)));
    }
    String qualified = element.getQualifiedName().toString();
    Kind box = BOXES.get(qualified);
    return Optional.ofNullable(box == null ? VALUES.get(qualified) : box)
        .map(kind -> new ComponentType(kind, box != null, name, List.of()));
  }

  private static List<String> constantsOf(Element enumeration) {
    return enumeration.getEnclosedElements().stream()
        .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
        .map(constant -> constant.getSimpleName().toString())
        .toList();
  }

  /** The name without type annotations such as {@code @Nullable}. */
  private static TypeName plainName(TypeMirror type) {
    return TypeName.get(type).withoutAnnotations();
  }
}
