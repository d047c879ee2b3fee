package org.blup.internal.reml.equations;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.blup.internal.reml.setup.Templates;

/** Which of the parameters stand in the factor of one group, and where in it. */
final class GroupParameters {

  /** The range that the group's parameters lie in. */
  final int begin;

  final int end;

  /** Those of the range that are the group's, and the row and column of each in its factor. */
  final int[] parameter;

  final int[] row;
  final int[] column;

  GroupParameters(Templates templates, int g) {
    int parameters = templates.elements();
    parameter = IntStream.range(0, parameters).filter(i -> templates.group[i] == g).toArray();
    row = Arrays.stream(parameter).map(i -> templates.row[i]).toArray();
    column = Arrays.stream(parameter).map(i -> templates.column[i]).toArray();
    begin = parameter.length == 0 ? 0 : parameter[0];
    end = parameter.length == 0 ? 0 : parameter[parameter.length - 1] + 1;
  }

  /** How many parameters the range holds. */
  int width() {
    return end - begin;
  }
}
