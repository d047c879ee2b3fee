package org.blup.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.blup.model.Coefficient;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiler and runtime each name columns by rules of their own: the name in the Javadoc of an
 * accessor is that of the coefficient it answers. The models are those of the golden files, fitted
 * to random rows.
 */
class GeneratedLabelsTest {

  private static final Path ROOT = Path.of("src", "test", "resources", "golden");

  private static final Pattern FIXED =
      Pattern.compile("public static final class Fixed \\{.*?\n  \\}\n", Pattern.DOTALL);

  /** The Javadoc of a method, and its name. */
  private static final Pattern ACCESSOR =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public Coefficient (\\w+)\\(", Pattern.DOTALL);

  private static final Pattern CODE = Pattern.compile("\\{@code ([^{}]*)\\}");

  private static final Pattern LEVEL =
      Pattern.compile("@param \\w+ a level of \\{@code ([^{}]*)\\}");

  private static final Pattern PACKAGE = Pattern.compile("^package (\\S+);", Pattern.MULTILINE);

  private static final int ROWS = 1500;

  /** Which level accessors are asked for: neither the first nor the last. */
  private static final int ASKED = 1;

  private static final List<String> STRINGS = List.of("Victory", "c", "b", "a", "Golden Rain");

  /**
   * Rows drawn at random repeat positions of subjects, which residual covariances refuse, have no
   * relationship, and do not determine the correlation of neighbouring levels.
   */
  static List<String> folders() throws IOException {
    return GoldenFilesTest.folders().stream()
        .filter(folder -> !folder.startsWith("residual-covariance"))
        .filter(folder -> !folder.startsWith("related-levels"))
        .filter(folder -> !folder.startsWith("autoregression"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void labelsOfAccessorsAreNamesOfCoefficients(String folder, @TempDir Path temporary)
      throws ReflectiveOperationException, IOException {
    Map<String, String> sources = Compiled.sourcesIn(ROOT.resolve(folder).resolve("input"));
    Map<String, String> generated = Compiled.of(temporary, sources).generated();
    URL output = temporary.resolve("output").toUri().toURL();
    int levels = folder.equals("contrast-matrix") ? 2 : STRINGS.size();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {output})) {
      for (Map.Entry<String, String> source : generated.entrySet()) {
        check(source.getKey().replace(".java", ""), source.getValue(), loader, levels);
      }
    }
  }

  private static void check(String name, String source, ClassLoader loader, int levels)
      throws ReflectiveOperationException {
    Matcher inPackage = PACKAGE.matcher(source);
    String prefix = inPackage.find() ? inPackage.group(1) + "." : "";
    Method fit = loader.loadClass(prefix + name).getDeclaredMethod("fit", Iterable.class);
    Object fitted =
        call(fit, null, rows(rowType(fit), levels, !source.contains("Levels.numbers()")));
    Object fixed = call(fitted.getClass().getMethod("fixed"), fitted);
    Matcher section = FIXED.matcher(source);
    assertThat(section.find()).as(name).isTrue();
    Matcher accessor = ACCESSOR.matcher(section.group());
    List<String> checked = new ArrayList<>();
    while (accessor.find()) {
      checked.add(accessor.group(2));
      checkAccessor(fixed, accessor.group(1).replaceAll("\\s*\n\\s*\\* ?", " "), accessor.group(2));
    }
    assertThat(checked).as(name).isNotEmpty();
  }

  /** The level that is asked for stands behind its factor, as does the number of a column. */
  private static void checkAccessor(Object fixed, String javadoc, String name)
      throws ReflectiveOperationException {
    List<String> codes = CODE.matcher(javadoc).results().map(code -> code.group(1)).toList();
    List<String> factors = LEVEL.matcher(javadoc).results().map(level -> level.group(1)).toList();
    Method method =
        Arrays.stream(fixed.getClass().getDeclaredMethods())
            .filter(m -> m.getName().equals(name) && m.getParameterCount() >= factors.size())
            .findFirst()
            .orElseThrow();
    if (javadoc.contains("column number {@code column}, counted from 1")) {
      Coefficient coefficient = (Coefficient) call(method, fixed, 1);
      String numbered = Pattern.quote(codes.get(1)).replace(":", "\\E\\w*:\\Q") + "\\w*";
      assertThat(coefficient.name()).as(name).matches(numbered);
      return;
    }
    String label = codes.get(0);
    Object[] arguments = new Object[factors.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = value(method.getParameterTypes()[i], ASKED, STRINGS.size());
      label = label.replace(factors.get(i), factors.get(i) + text(arguments[i]));
    }
    Coefficient coefficient = (Coefficient) call(method, fixed, arguments);
    assertThat(coefficient.name()).as(name).isEqualTo(label);
  }

  private static Class<?> rowType(Method fit) {
    ParameterizedType rows = (ParameterizedType) fit.getGenericParameterTypes()[0];
    WildcardType row = (WildcardType) rows.getActualTypeArguments()[0];
    return (Class<?>) row.getUpperBounds()[0];
  }

  private static List<Object> rows(Class<?> type, int levels, boolean areContinuous)
      throws ReflectiveOperationException {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Constructor<?> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    Random random = new Random(1);
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      Object[] values = new Object[types.length];
      for (int c = 0; c < values.length; c++) {
        values[c] =
            areContinuous && (types[c] == double.class || types[c] == Double.class)
                ? (Object) (1.5 + random.nextDouble())
                : value(types[c], random.nextInt(60), levels);
      }
      rows.add(constructor.newInstance(values));
    }
    return rows;
  }

  /** One of a few values of a type. */
  private static Object value(Class<?> type, int index, int levels) {
    if (type.isEnum()) {
      return type.getEnumConstants()[index % type.getEnumConstants().length];
    }
    int small = index % levels;
    return switch (type.getSimpleName()) {
      case "String" -> STRINGS.get(small);
      case "boolean", "Boolean" -> index % 2 == 1;
      case "char", "Character" -> "vwxyz".charAt(small);
      case "int", "Integer" -> small + 1;
      case "long", "Long" -> small + 1L;
      case "short", "Short" -> (short) (small + 1);
      case "byte", "Byte" -> (byte) (small + 1);
      case "double", "Double" -> small + 0.5;
      case "float", "Float" -> small + 0.5f;
      case "BigDecimal" -> BigDecimal.valueOf(10L * small + 5, 1);
      case "OptionalDouble" -> OptionalDouble.of(small + 0.5);
      case "LocalDate" -> LocalDate.EPOCH.plusDays(small);
      case "UUID" -> new UUID(0, small);
      default -> throw new IllegalArgumentException(type.getName());
    };
  }

  private static String text(Object level) {
    return level instanceof Boolean truth ? (truth ? "TRUE" : "FALSE") : level.toString();
  }

  private static Object call(Method method, Object target, Object... arguments)
      throws ReflectiveOperationException {
    method.setAccessible(true);
    return method.invoke(target, arguments);
  }
}
