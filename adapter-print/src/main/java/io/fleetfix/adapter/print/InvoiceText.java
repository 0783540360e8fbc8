package io.fleetfix.adapter.print;

import java.util.stream.Collectors;

/** The body of the mail: the invoice as plain text and as HTML. */
final class InvoiceText {
  /** Limits each text, so that a mail stays small. The document contains the full texts. */
  private static final int MAX_CHARACTERS = 120;

  private InvoiceText() {}

  static String plain(InvoiceDocument invoice) {
    return """
    %s

    Dear %s,

    thank you for your order. Below is the invoice for the work on your vehicle;
    it is also attached as a PDF file.

    Invoice:       %s
    Date:          %s
    Vehicle:       %s
    Registration:  %s

    %s
    %16s  Total in %s

    Kind regards
    %s
    """
        .formatted(
            invoice.workshop(),
            shortened(invoice.customer()),
            invoice.number(),
            invoice.date(),
            shortened(invoice.vehicle()),
            shortened(invoice.registration()),
            invoice.lines().stream().map(InvoiceText::plain).collect(Collectors.joining("\n")),
            invoice.total(),
            invoice.currency(),
            invoice.workshop());
  }

  private static String plain(InvoiceDocument.Line line) {
    return "%16s  %s".formatted(line.amount(), shortened(line.description()));
  }

  static String html(InvoiceDocument invoice) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head><meta charset="utf-8"><title>Invoice %3$s</title></head>
    <body style="font-family:'Open Sans',Helvetica,Arial,sans-serif;color:#222;max-width:40em">
    <p style="font-size:1.3em"><strong><bdi>%1$s</bdi></strong></p>
    <p>Dear <bdi>%2$s</bdi>,</p>
    <p>thank you for your order. Below is the invoice for the work on your vehicle;
    it is also attached as a PDF file.</p>
    <table style="border-collapse:collapse">
    <tr><td style="padding-right:2em;color:#5a5f66">Invoice</td><td>%3$s</td></tr>
    <tr><td style="padding-right:2em;color:#5a5f66">Date</td><td>%4$s</td></tr>
    <tr><td style="padding-right:2em;color:#5a5f66">Vehicle</td><td><bdi>%5$s</bdi></td></tr>
    <tr><td style="padding-right:2em;color:#5a5f66">Registration</td><td><bdi>%6$s</bdi></td></tr>
    </table>
    <table style="border-collapse:collapse;width:100%%;margin-top:1.5em">
    <tr style="color:#5a5f66"><td>Work</td><td align="right">Amount in %9$s</td></tr>
    %7$s
    <tr><td style="padding:.7em 0"><strong>Total</strong></td>
    <td align="right"><strong>%8$s&nbsp;%9$s</strong></td></tr>
    </table>
    <p>Kind regards<br><bdi>%1$s</bdi></p>
    </body>
    </html>
    """
        .formatted(
            escaped(invoice.workshop()),
            escaped(invoice.customer()),
            escaped(invoice.number()),
            escaped(invoice.date()),
            escaped(invoice.vehicle()),
            escaped(invoice.registration()),
            invoice.lines().stream().map(InvoiceText::html).collect(Collectors.joining("\n")),
            invoice.total(),
            invoice.currency());
  }

  private static String html(InvoiceDocument.Line line) {
    return """
    <tr style="border-bottom:1px solid #d5d8dc"><td style="padding:.4em 0"><bdi>%s</bdi></td>
    <td align="right" style="vertical-align:top">%s</td></tr>"""
        .formatted(escaped(line.description()), line.amount());
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= MAX_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS - 1)) + "…";
  }

  private static String escaped(String text) {
    return shortened(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
