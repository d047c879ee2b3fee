package org.blup.processor.diagnostic;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds repeated annotations in the source. The compiler wraps them in a container of its own and
 * then cannot say where they stand; javac's trees can.
 */
final class RepeatedAnnotations {

  private final Trees trees;

  private RepeatedAnnotations(Trees trees) {
    this.trees = trees;
  }

  /** Empty where the compiler is not javac, or is wrapped by another tool. */
  static Optional<RepeatedAnnotations> of(ProcessingEnvironment environment) {
    try {
      return Optional.of(new RepeatedAnnotations(Trees.instance(environment)));
    } catch (IllegalArgumentException | LinkageError notJavac) {
      return Optional.empty();
    }
  }

  /** Prints at a repeated annotation. Returns whether the place is one. */
  boolean print(Kind kind, String text, Place place) {
    AnnotationMirror annotation = place.annotation();
    TreePath path = annotation == null ? null : trees.getPath(place.element());
    if (annotation == null || path == null) {
      return false;
    }
    int index = indexInContainer(annotation, place.element());
    List<AnnotationTree> written = written(annotation, path.getLeaf());
    if (index < 0 || index >= written.size()) {
      return false;
    }
    Tree tree = valueTree(written.get(index), annotation, place.value());
    trees.printMessage(kind, text, tree, path.getCompilationUnit());
    return true;
  }

  /** Which of the repeated annotations it is, or -1 if it stands on the element by itself. */
  private static int indexInContainer(AnnotationMirror annotation, Element element) {
    for (AnnotationMirror container : element.getAnnotationMirrors()) {
      for (AnnotationValue value : container.getElementValues().values()) {
        if (value.getValue() instanceof List<?> repeated) {
          int index = indexIn(repeated, annotation);
          if (index >= 0) {
            return index;
          }
        }
      }
    }
    return -1;
  }

  private static int indexIn(List<?> values, @Nullable Object wanted) {
    for (int i = 0; i < values.size(); i++) {
      Object value = ((AnnotationValue) values.get(i)).getValue();
      if (value == wanted || values.get(i) == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static List<AnnotationTree> written(AnnotationMirror annotation, Tree declaration) {
    ModifiersTree modifiers =
        declaration instanceof ClassTree type
            ? type.getModifiers()
            : declaration instanceof VariableTree variable ? variable.getModifiers() : null;
    if (modifiers == null) {
      return List.of();
    }
    String name = annotation.getAnnotationType().asElement().getSimpleName().toString();
    return modifiers.getAnnotations().stream()
        .map(AnnotationTree.class::cast)
        .filter(tree -> ("." + tree.getAnnotationType()).endsWith("." + name))
        .toList();
  }

  private static Tree valueTree(
      AnnotationTree tree, AnnotationMirror annotation, @Nullable AnnotationValue value) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        annotation.getElementValues().entrySet()) {
      String attribute = entry.getKey().getSimpleName().toString();
      if (entry.getValue() == value) {
        return attributeTree(tree, attribute).orElse(tree);
      }
      if (entry.getValue().getValue() instanceof List<?> array && indexIn(array, value) >= 0) {
        int index = indexIn(array, value);
        return attributeTree(tree, attribute)
            .map(written -> elementTree(written, index))
            .orElse(tree);
      }
    }
    return tree;
  }

  private static Optional<Tree> attributeTree(AnnotationTree tree, String attribute) {
    for (ExpressionTree argument : tree.getArguments()) {
      if (!(argument instanceof AssignmentTree assignment)) {
        return Optional.of(argument);
      }
      if (assignment.getVariable().toString().equals(attribute)) {
        return Optional.of(assignment.getExpression());
      }
    }
    return Optional.empty();
  }

  private static Tree elementTree(Tree written, int index) {
    return written instanceof NewArrayTree array && index < array.getInitializers().size()
        ? array.getInitializers().get(index)
        : written;
  }
}
