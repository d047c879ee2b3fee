package org.blup.processor.generate.names;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Calls from a class inside a group to the group: qualified where an effect has the same name and
 * would hide the method.
 */
public final class OuterCalls {

  private static final List<String> POSITION_METHODS =
      List.of("column", "basisColumn", "firstColumn", "effectNames");

  private final ClassName group;
  private final Set<String> names;

  public OuterCalls(ClassName group, List<GroupColumn> columns) {
    this.group = group;
    this.names =
        columns.stream().map(column -> column.accessor().name()).collect(Collectors.toSet());
  }

  /** The group's method as it can be called from inside. */
  public String method(String method) {
    return names.contains(method) ? group.simpleName() + ".this." + method : method;
  }

  /** The column's position as it can be computed from inside. */
  public CodeBlock position(GroupColumn column) {
    String text = column.position().toString();
    boolean hidden =
        POSITION_METHODS.stream()
            .anyMatch(method -> names.contains(method) && text.startsWith(method + "("));
    return hidden
        ? CodeBlock.of("$L.this.$L", group.simpleName(), column.position())
        : column.position();
  }
}
