namespace MiniLm;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is not [var folder])
        {
            Console.Error.WriteLine("usage: MiniLm FOLDER: writes all-MiniLM-L6-v2 there, as Hugging Face lays models out.");
            return 2;
        }

        MiniLmFolder.Write(folder);
        return 0;
    }
}
