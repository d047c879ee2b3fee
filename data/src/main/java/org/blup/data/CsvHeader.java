package org.blup.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import org.blup.exception.UnreadableDataException;

/**
 * The line that names the columns of a file, and the separator under which it names them.
 *
 * @param separator what stands between fields
 * @param names the names in the order of the file
 * @param text the characters read to find this out: the lines that follow may be among them
 */
record CsvHeader(char separator, List<String> names, String text) {

  /** What files are separated by, the likeliest first. */
  private static final String SEPARATORS = ",;\t|";

  private static final int CHUNK = 1 << 12;

  /** A header that goes on for longer has a quote that nothing ends. */
  private static final int LONGEST = 1 << 22;

  CsvHeader {
    names = List.copyOf(names);
  }

  /** Reads the header of a file whose separator is known. */
  static CsvHeader read(Reader in, char separator, String source) throws IOException {
    String text = begin(in, source);
    return new CsvHeader(separator, names(text, separator), text);
  }

  /** Reads the header with that separator under which it names the most of the columns. */
  static CsvHeader detect(Reader in, List<String> labels, String source) throws IOException {
    String text = begin(in, source);
    char best = SEPARATORS.charAt(0);
    List<String> bestNames = names(text, best);
    for (char separator : SEPARATORS.substring(1).toCharArray()) {
      List<String> names = names(text, separator);
      int gain = ColumnMatch.known(names, labels) - ColumnMatch.known(bestNames, labels);
      if (gain > 0 || (gain == 0 && names.size() > bestNames.size())) {
        best = separator;
        bestNames = names;
      }
    }
    return new CsvHeader(best, bestNames, text);
  }

  /** The first characters of a file, at least as far as its first line that is not empty. */
  private static String begin(Reader in, String source) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] chunk = new char[CHUNK];
    boolean quoted = false;
    boolean started = false;
    while (text.length() < LONGEST) {
      int count = in.read(chunk, 0, chunk.length);
      if (count < 0) {
        break;
      }
      text.append(chunk, 0, count);
      for (int i = 0; i < count; i++) {
        char c = chunk[i];
        quoted ^= c == '"';
        boolean lineBreak = c == '\n' || c == '\r';
        if (lineBreak && started && !quoted) {
          return text.toString();
        }
        started |= !Fields.isSpace(c);
      }
    }
    if (!started || text.length() >= LONGEST) {
      throw new UnreadableDataException(
          started
              ? source + " has no end of its first line: there is a quote that nothing closes"
              : source + " is empty. Its first line has to name the columns",
          source,
          1);
    }
    return text.toString();
  }

  /** None if the first line is no line under this separator. */
  private static List<String> names(String text, char separator) {
    try {
      for (CsvRecord line : parser(separator).ofCsvRecord(text)) {
        List<String> names = line.getFields().stream().map(CsvHeader::stripped).toList();
        if (!names.stream().allMatch(String::isEmpty)) {
          return names;
        }
      }
    } catch (CsvParseException e) {
      return List.of();
    }
    return List.of();
  }

  static CsvReader.CsvReaderBuilder parser(char separator) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .allowUnclosedQuote(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
  }

  /** Without spaces around it, and without quotes that follow such a space. */
  private static String stripped(String name) {
    char[] text = name.toCharArray();
    int from = Fields.firstCharacter(text, 0, text.length);
    int to = Fields.endOfCharacters(text, from, text.length);
    int quotes = Fields.isInQuotes(text, from, to) ? 1 : 0;
    return name.substring(from + quotes, to - quotes);
  }
}
