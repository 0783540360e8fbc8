package io.fleetfix.adapter.print.pdf;

import org.openpdf.text.PageSize;
import org.openpdf.text.Rectangle;

/**
 * The paper and where a letter's parts stand on it: as DIN 5008, form B, wants them for an envelope
 * with a window. All sizes are in points.
 */
record Paper(Rectangle size) {
  private static final float POINTS_PER_MILLIMETRE = 72 / 25.4f;

  static Paper of(boolean isAmerican) {
    return new Paper(isAmerican ? PageSize.LETTER : PageSize.A4);
  }

  float left() {
    return points(25);
  }

  float right() {
    return size.getWidth() - points(20);
  }

  float width() {
    return right() - left();
  }

  /** The height above the foot of the page of what is this far from its head. */
  float below(float millimetres) {
    return size.getHeight() - points(millimetres);
  }

  static float points(float millimetres) {
    return millimetres * POINTS_PER_MILLIMETRE;
  }
}
