/** The name of an order, an edit or a photo in a message. */
export declare function idIn(text: string | undefined): string;
