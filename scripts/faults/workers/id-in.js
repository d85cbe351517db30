/** The name of an order, an edit or a photo in a message. */
exports.idIn = (text) => {
  const { orderId, id, Records: records, Event: event } = JSON.parse(text);
  const key = records?.[0].s3.object.key;
  return orderId ?? id ?? (key && decodeURIComponent(key.replace(/\+/g, ' '))) ?? event;
};
