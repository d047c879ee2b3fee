package org.blup.data;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cells of a line of a CSV file. */
final class CsvCells extends Cells {

  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d+");

  /** What often means a missing value: {@code .}, {@code N/A}, {@code missing}. */
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Punct} ]{1,20}");

  private final Fields fields;
  private final char decimalMark;
  private final List<String> missing;
  private final char[][] missingWords;
  private final TextPool[] pools;

  /**
   * @param labels the names of the fields that are wanted
   * @param missing what means a missing value, beside an empty field
   */
  CsvCells(
      Fields fields, List<String> labels, String source, char decimalMark, List<String> missing) {
    super(source, "line", labels);
    this.fields = fields;
    this.decimalMark = decimalMark;
    this.missing = missing;
    this.missingWords = missing.stream().map(String::toCharArray).toArray(char[][]::new);
    this.pools = Stream.generate(TextPool::new).limit(labels.size()).toArray(TextPool[]::new);
  }

  @Override
  public boolean isMissing(int column) {
    int start = fields.start(column);
    int length = fields.end(column) - start;
    if (length == 0) {
      return true;
    }
    for (char[] word : missingWords) {
      if (word.length == length && isAt(word, start)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(char[] word, int start) {
    char[] text = fields.text();
    for (int i = 0; i < word.length; i++) {
      if (text[start + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  protected String presentText(int column) {
    return pools[column].of(fields.text(), fields.start(column), fields.end(column));
  }

  @Override
  protected double presentNumber(int column) {
    return Numbers.parse(fields.text(), fields.start(column), fields.end(column), decimalMark);
  }

  @Override
  protected BigDecimal presentDecimal(int column) {
    return Numbers.parseDecimal(
        fields.text(), fields.start(column), fields.end(column), decimalMark);
  }

  @Override
  protected String adviceOnNumber(int column) {
    String value = presentText(column);
    if (decimalMark != ',' && DECIMAL_COMMA.matcher(value).matches()) {
      return "If the comma is a decimal mark, read the file with csv().decimalComma()";
    }
    return WORD.matcher(value).matches()
        ? "If it means a missing value, read the file with csv().missing(%s)"
            .formatted(
                Stream.concat(missing.stream(), Stream.of(shown(value)))
                    .map(word -> '"' + word + '"')
                    .collect(Collectors.joining(", ")))
        : decimalMark == ','
            ? "With decimalComma() numbers are written as 1234,5 or 1,2e3"
            : "Numbers are written as 1234.5 or 1.2e3";
  }

  @Override
  protected String writtenAsMissing(int column) {
    return presentText(column);
  }

  @Override
  protected long rowNumber() {
    return fields.line();
  }
}
