package org.blup.internal.plots.pen;

/**
 * The colours of pictures. Those of series are Okabe and Ito's, which colour-blind readers tell
 * apart (Okabe &amp; Ito 2008, Color Universal Design), in an order that also differs in lightness;
 * the others are greys.
 */
public enum Colour {
  BLUE(0x0072b2),
  VERMILION(0xd55e00),
  GREEN(0x009e73),
  PURPLE(0xaa5585),
  ORANGE(0xe69f00),
  SKY(0x56b4e9),
  BLACK(0x000000),
  INK(0x1f1f1f),
  MUTED(0x595959),
  RULE(0x8c8c8c),
  GRID(0xe4e4e4),
  STRIP(0xf0f0f0),
  WHITE(0xffffff);

  /** How many colours series have before they repeat. */
  public static final int SERIES = 7;

  private final int rgb;

  Colour(int rgb) {
    this.rgb = rgb;
  }

  /** The colour of a series. */
  public static Colour ofSeries(int series) {
    return values()[series % SERIES];
  }

  /** Red, green and blue, a byte each. */
  public int rgb() {
    return rgb;
  }

  /** {@code #0072b2}. */
  public String hex() {
    return "#" + Integer.toHexString(0x1000000 | rgb).substring(1);
  }
}
