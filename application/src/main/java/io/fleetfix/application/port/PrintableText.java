package io.fleetfix.application.port;

/** Knows which characters documents can show. */
public interface PrintableText {
  /**
   * The characters of a text that no font of this service has.
   *
   * @return each once, in the order of the text; empty if documents can show the whole text
   */
  String unprintable(String text);
}
