package org.blup.plots;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.blup.exception.BlupException;
import org.blup.exception.StorageException;
import org.blup.internal.io.StoredFile;
import org.blup.internal.plots.report.ReportPage;
import org.blup.model.MixedFit;

/**
 * A page about a fit: the model in words, the data, tables and pictures of its effects, warnings
 * explained, assumptions checked, and the numbers to reproduce it. One HTML file that needs nothing
 * else: no script, no style and no picture from anywhere. Immutable.
 */
public final class Report {

  private final String html;

  private Report(String html) {
    this.html = html;
  }

  /**
   * The report of a fit. The same fit and rows give the same page.
   *
   * @param rows the rows that were fitted, which are read several times
   * @throws BlupException if they are not
   */
  public static <R> Report of(MixedFit<R> fit, Iterable<? extends R> rows) {
    return of(fit, rows, "");
  }

  /**
   * The same under a title of its own.
   *
   * @throws BlupException if the rows are not those of the fit
   */
  public static <R> Report of(MixedFit<R> fit, Iterable<? extends R> rows, String title) {
    return new Report(ReportPage.of(fit, rows, title));
  }

  /** The page, which is well-formed XML too. */
  public String html() {
    return html;
  }

  /**
   * Writes the page to a file in UTF-8; one that is there is replaced.
   *
   * @throws StorageException if the file cannot be written; one that was there is then unchanged
   */
  public void write(Path path) {
    StoredFile.write(path, "The report", html.getBytes(StandardCharsets.UTF_8));
  }

  /** How long the page is. */
  @Override
  public String toString() {
    return "A report of " + html.length() + " characters: write(path) or html()";
  }
}
